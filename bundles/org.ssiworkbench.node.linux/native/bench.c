/* Guests without an agent and a private root: of the benchmarks (nothing but a kernel, or one end of a TCP stream), and one that tells its symbols. */
#include "ssi.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 5000 };

static char block[64 * 1024];

static struct sockaddr_in endpoint(const char *address)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(PORT) };

	to.sin_addr.s_addr = address ? inet_addr(address) : INADDR_ANY;
	return to;
}

/* Frames that the interconnect's device has received and sent. */
static long long frames(void)
{
	static const char *const counters[] = { "rx_packets", "tx_packets" };
	char path[128], text[32];
	long long sum = 0;

	for (int i = 0; i < 2; i++) {
		int fd, n;
		snprintf(path, sizeof path, "/sys/class/net/%s/statistics/%s", setting("ssi_if", "vec0"), counters[i]);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
		text[n > 0 ? n : 0] = 0;
		sum += atoll(text);
		close(fd);
	}
	return sum;
}

static void sink(void)
{
	struct sockaddr_in own = endpoint(NULL);
	int s = socket(AF_INET, SOCK_STREAM, 0), c;
	long long total = 0;
	int64_t begin;
	ssize_t n;

	if (bind(s, (struct sockaddr *)&own, sizeof own) || listen(s, 1))
		die("cannot listen on port %d", PORT);
	puts("READY");
	fflush(stdout);
	c = accept(s, NULL, NULL);
	begin = now(1).mono;
	while ((n = read(c, block, sizeof block)) > 0)
		total += n;
	printf("RECEIVED %lld %lld %lld\n", total, (long long)(now(1).mono - begin), frames());
	fflush(stdout);
}

static void source(void)
{
	struct sockaddr_in to = endpoint(setting("ssi_peer", "127.0.0.1"));
	struct timespec pause = { .tv_nsec = 20 * 1000 * 1000 };
	long long left = number("ssi_bytes", 1 << 20);
	int s = socket(AF_INET, SOCK_STREAM, 0);

	while (connect(s, (struct sockaddr *)&to, sizeof to)) {
		close(s);
		nanosleep(&pause, NULL);
		s = socket(AF_INET, SOCK_STREAM, 0);
	}
	for (; left > 0; left -= sizeof block)
		if (write_all(s, block, left < (long long)sizeof block ? (size_t)left : sizeof block))
			die("the stream broke");
	close(s);
	puts("SENT");
	fflush(stdout);
}

static void symbols(void)
{
	ssize_t n;
	int fd;

	if (mount("proc", "/proc", "proc", 0, NULL))
		die("cannot mount /proc");
	fd = open("/proc/kallsyms", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		die("this kernel does not tell its symbols");
	while ((n = read(fd, block, sizeof block)) > 0)
		write_all(STDOUT_FILENO, block, n);
	tcdrain(STDOUT_FILENO);
	reboot(RB_POWER_OFF);
}

void bench(const char *mode)
{
	if (!strcmp(mode, "bare")) {
		puts("READY");
		fflush(stdout);
	} else if (!strcmp(mode, "kallsyms")) {
		symbols();
	} else {
		if (mount("sysfs", "/sys", "sysfs", 0, NULL))
			die("cannot mount /sys");
		network_up();
		if (!strcmp(mode, "sink"))
			sink();
		else
			source();
	}
	for (;;)
		pause();
}
