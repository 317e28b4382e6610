/*
 * What benchmarks run on nodes:
 *
 *   ssi-bench memory MEGABYTES RATE FILE    keeps so much memory, of which it writes RATE KB a second; see below
 *   ssi-bench sink                          receives one TCP stream
 *   ssi-bench source ADDRESS BYTES          sends it
 *
 * The memory's contents follow from page numbers and from how often a page was written, so that each page can be checked.
 * What there is to say goes to FILE, one line each with a number from 0 on: a process that ran twice would say a number twice.
 *
 *   N ready PID         the memory is there
 *   N beat              each second
 *   N checked BAD GAP   at SIGUSR1: how many pages are not as they were left, and for how many ns at most the process
 *                       stood still since the last time
 */
#include "ssi.h"

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

enum { PAGE = 4096, WORDS = PAGE / 8, TICK_MS = 10, TICKS_A_SECOND = 1000 / TICK_MS, PORT = 5000 };

static uint64_t *memory;
static uint32_t *versions;
static size_t pages, written;
static int file, said;
static double ns_per_count;		/* of the processor's counter, which all nodes have in common */
static volatile sig_atomic_t asked;

void die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(1);
}

int write_all(int fd, const void *data, size_t length)
{
	for (const char *at = data; length; ) {
		ssize_t n = write(fd, at, length);
		if (n < 0)
			return -1;
		at += n;
		length -= n;
	}
	return 0;
}

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void say(const char *format, ...)
{
	char line[128];
	va_list arguments;
	int n = sprintf(line, "%d ", said++);

	va_start(arguments, format);
	n += vsnprintf(line + n, sizeof line - n - 1, format, arguments);
	va_end(arguments);
	line[n++] = '\n';
	if (write_all(file, line, n))
		exit(1);
}

/* The splitmix64 sequence that begins at a page's number and version. */
static uint64_t word(size_t page, int i)
{
	uint64_t z = (page << 32) + versions[page] + (i + 1) * 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static void fill(size_t page)
{
	for (int i = 0; i < WORDS; i++)
		memory[page * WORDS + i] = word(page, i);
}

static int good(size_t page)
{
	uint64_t wrong = 0;

	for (int i = 0; i < WORDS; i++)
		wrong |= memory[page * WORDS + i] ^ word(page, i);
	return !wrong;
}

static void *room(size_t size)
{
	void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

	if (at == MAP_FAILED)
		die("no %zu bytes of memory", size);
	return at;
}

static void pause_for_tick(void)
{
	struct timespec tick = { .tv_nsec = TICK_MS * 1000000 };

	nanosleep(&tick, NULL);
}

/* The clock of a node begins with it, so what the counter's steps are worth is found out before any move. */
static void measure_counter(void)
{
	int64_t begin = monotonic();
	uint64_t count = __rdtsc();

	while (monotonic() - begin < 200000000)
		pause_for_tick();
	ns_per_count = (double)(monotonic() - begin) / (__rdtsc() - count);
}

static void check(uint64_t gap)
{
	size_t bad = 0, sum = 0;

	for (size_t i = 0; i < pages; i++) {
		bad += !good(i);
		sum += versions[i];
	}
	bad += sum != written;
	asked = 0;
	say("checked %zu %.0f", bad, gap * ns_per_count);
}

static void wish(int signal)
{
	asked = signal;
}

/* Pages are written in an order that leaves none out. */
static void keep(double pages_a_tick) __attribute__((noreturn));

static void keep(double pages_a_tick)
{
	uint64_t last = __rdtsc(), now, gap = 0;
	size_t at = 0;
	double due = 0;

	for (int tick = 1;; tick++) {
		pause_for_tick();
		now = __rdtsc();
		gap = now - last > gap ? now - last : gap;
		for (due += pages_a_tick; due >= 1; due--) {
			at = (at + 7919) % pages;
			versions[at]++;
			written++;
			fill(at);
		}
		if (tick % TICKS_A_SECOND == 0)
			say("beat");
		last = __rdtsc();
		if (asked) {
			check(gap);
			gap = 0;
			last = __rdtsc();
		}
	}
}

static void memory_mode(long megabytes, double rate, const char *path)
{
	struct sigaction action = { .sa_handler = wish, .sa_flags = SA_RESTART };

	pages = (megabytes << 20) / PAGE;
	file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
	if (file < 0 || !pages)
		die("cannot write %s, or no memory to keep", path);
	sigaction(SIGUSR1, &action, NULL);
	versions = room(pages * sizeof *versions);
	memory = room(pages * PAGE);
	for (size_t i = 0; i < pages; i++)
		fill(i);
	measure_counter();
	say("ready %d", getpid());
	keep(rate * 1024 / PAGE / TICKS_A_SECOND);
}

static void sink(void)
{
	struct received r;
	int listening = tcp_listen(PORT);

	puts("READY");
	fflush(stdout);
	r = tcp_receive(listening);
	printf("RECEIVED %lld %lld\n", r.bytes, r.ns);
}

int main(int argc, char **argv)
{
	if (argc == 5 && !strcmp(argv[1], "memory"))
		memory_mode(atol(argv[2]), atof(argv[3]), argv[4]);
	else if (argc == 2 && !strcmp(argv[1], "sink"))
		sink();
	else if (argc == 4 && !strcmp(argv[1], "source"))
		tcp_send(argv[2], PORT, atoll(argv[3]));
	else
		die("usage: ssi-bench memory MEGABYTES RATE FILE | sink | source ADDRESS BYTES");
	return 0;
}
