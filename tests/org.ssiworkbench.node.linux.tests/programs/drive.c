/*
 * Stands for the nodes' PID 1 and the protocol between them in the mover's tests.
 *
 *   drive serve MOVER OWN [SUPPLY] on the node of this address: takes processes that others send, with pipes and terminals of this node if it says so,
 *                                  and says how its children end
 *   drive check MOVER PID          whether a process can be moved
 *   drive signal PID SIGNAL        sends a signal to what has this pid on this node
 *   drive move MOVER PID ADDRESS [STOP [STAND_IN WORD... [-- CHILD...]]]
 *                                  moves it; STOP = open, round, freeze, restored: undo it there; damagedSEED: undo it
 *                                  after the image came damaged on its way; go: move it; children get stand-ins
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 5100, CHECK = 1, OPEN, ROUND, FREEZE, ABORT = 6, COMMIT, RESTORE = 16, PROCEED, DESCRIPTORS, GO, DISCARD, STAND_IN,
	MOVABLE = 64, REFUSED, OPENED, ROUND_DONE = 68, FROZEN, FAILED, ABORTED, COMMITTED, PROGRESS, READY = 80, WANTED, RESTORED,
	RUNNING, DISCARDED, STANDS_IN, TERMINAL = 5, MAX_ROUNDS = 8, SMALL = 128 << 10, ENTRANCE = 22 };

struct frame {
	int type;
	uint32_t length;
	unsigned char *payload;
};

static struct frame f;
/* Shared with the process that is put between the movers. */
static volatile int *damaging;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void stop(const char *what)
{
	printf("ERROR %s: %s\n", what, strerror(errno));
	exit(1);
}

static uint64_t number(const unsigned char *at, int bytes)
{
	uint64_t value = 0;

	while (bytes--)
		value = value << 8 | *at++;
	return value;
}

static int read_all(int fd, void *data, size_t length)
{
	for (size_t done = 0; done < length; ) {
		ssize_t n = read(fd, (char *)data + done, length - done);
		if (n <= 0)
			return 0;
		done += n;
	}
	return 1;
}

static int receive(int fd)
{
	static unsigned char payload[1 << 20];
	unsigned char head[5];

	if (!read_all(fd, head, sizeof head))
		return 0;
	f.type = head[0];
	f.length = (uint32_t)head[1] << 24 | head[2] << 16 | head[3] << 8 | head[4];
	f.payload = payload;
	if (f.length > sizeof payload || !read_all(fd, f.payload, f.length))
		return 0;
	return 1;
}

static int give(int fd, int type, const void *payload, uint32_t length)
{
	static unsigned char data[5 + (1 << 20)];
	size_t done = 0;

	data[0] = type;
	for (int i = 0; i < 4; i++)
		data[1 + i] = length >> (24 - 8 * i);
	memcpy(data + 5, payload, length);
	while (done < 5 + length) {
		ssize_t n = write(fd, data + done, 5 + length - done);
		if (n < 0)
			return 0;
		done += n;
	}
	return 1;
}

static int start_mover(char *mover, char *address)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
		stop("socketpair");
	if (fork() == 0) {
		dup2(ends[1], 0);
		dup2(ends[1], 1);
		close(ends[0]);
		close(ends[1]);
		execl(mover, mover, "mover", address, NULL);
		_exit(127);
	}
	close(ends[1]);
	return ends[0];
}

/* The other ends of what is supplied are kept open, and something is in each pipe that is read from. */
static int supply(void)
{
	int kind = f.payload[4], writes = (number(f.payload + 6, 4) & O_ACCMODE) != O_RDONLY, ends[2];

	if (kind == TERMINAL) {
		int master = posix_openpt(O_RDWR | O_NOCTTY);

		if (master < 0 || grantpt(master) || unlockpt(master))
			stop("terminal");
		return open(ptsname(master), O_RDWR | O_NOCTTY);
	}
	if (pipe(ends) || (!writes && write(ends[1], "supplied\n", 9) != 9))
		stop("pipe");
	return ends[writes];
}

/* Answers WANTED with descriptors of this node. */
static void give_descriptors(int mover)
{
	char control[CMSG_SPACE(64 * sizeof(int))] = { 0 };
	unsigned char data[5 + 4 * 64] = { DESCRIPTORS };
	struct iovec part = { data, sizeof data };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control };
	struct cmsghdr *c = (struct cmsghdr *)control;
	unsigned char *end = f.payload + f.length;
	int fds[64], count = 0;

	while (f.payload < end && count < 64) {
		int users = number(f.payload + 26, 2);

		memcpy(data + 5 + 4 * count, f.payload, 4);
		fds[count++] = supply();
		f.payload += 28 + 4 * users;
		f.payload += 2 + number(f.payload, 2);
	}
	data[4] = 4 * count;
	part.iov_len = 5 + 4 * count;
	message.msg_controllen = CMSG_SPACE(count * sizeof(int));
	*c = (struct cmsghdr){ CMSG_LEN(count * sizeof(int)), SOL_SOCKET, SCM_RIGHTS };
	memcpy(CMSG_DATA(c), fds, count * sizeof(int));
	if (sendmsg(mover, &message, 0) < 0)
		stop("descriptors");
}

/* Between the other node and a mover here: a child of the server, as the mover is, so that processes are its children too. */
static void take(char *mover, char *own, int connection, int supplies)
{
	int here = start_mover(mover, own);

	if (fork()) {
		close(here);
		return;
	}
	for (;;) {
		struct pollfd both[2] = { { connection, POLLIN, 0 }, { here, POLLIN, 0 } };

		if (poll(both, 2, -1) < 0)
			continue;
		if (both[0].revents && (!receive(connection) || !give(here, f.type, f.payload, f.length)))
			break;
		if (!both[1].revents)
			continue;
		if (!receive(here))
			break;
		if (f.type == WANTED && supplies)
			give_descriptors(here);
		else if (!give(connection, f.type, f.payload, f.length))
			break;
	}
	close(here);
	shutdown(connection, SHUT_WR);
	while (receive(connection))
		;
	for (;;)
		pause();
}

static void reap(int signal)
{
	int status, saved = errno;
	pid_t pid;
	char line[64];

	(void)signal;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		int n = snprintf(line, sizeof line, "ENDED %d %x\n", pid, status);
		if (write(1, line, n) < 0)
			_exit(1);
	}
	errno = saved;
}

static void serve(char *mover, char *address, int supplies)
{
	struct sockaddr_in own = { .sin_family = AF_INET, .sin_port = htons(PORT) };
	int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

	signal(SIGCHLD, reap);
	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (bind(s, (struct sockaddr *)&own, sizeof own) || listen(s, 5))
		stop("listen");
	puts("SERVING");
	fflush(stdout);
	for (;;) {
		int c = accept(s, NULL, NULL);
		if (c < 0)
			continue;
		setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
		take(mover, address, c, supplies);
		close(c);
	}
}

static int reach(const char *address)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(PORT) };
	int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

	to.sin_addr.s_addr = inet_addr(address);
	if (connect(s, (struct sockaddr *)&to, sizeof to))
		stop("connect");
	setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	return s;
}

static void say_failure(const char *where)
{
	printf("FAILED %s: %.*s\n", where, f.type == REFUSED ? (int)f.length - 2 : (int)f.length,
			f.payload + (f.type == REFUSED ? 2 : 0));
}

/* What the target had to say instead of what was hoped for; the source goes on. */
static void give_back(int here, const char *where)
{
	say_failure(where);
	give(here, ABORT, NULL, 0);
	while (receive(here) && f.type != ABORTED && f.type != FAILED)
		;
	puts(f.type == ABORTED ? "ABORTED" : "LOST");
	exit(3);
}

static void expect(int fd, int type, const char *where)
{
	if (!receive(fd) || f.type != type) {
		say_failure(where);
		exit(3);
	}
}

/* The image as a broken or hostile node might send it: a bit or two are others. */
static void damage(unsigned char *data, ssize_t length)
{
	ssize_t end = length < 8192 ? length : 8192;

	for (int i = random() % 2; i >= 0; i--)
		data[random() % end] ^= 1 << random() % 8;
}

static struct sockaddr_in entrance_of(const unsigned char *at)
{
	struct sockaddr_in place = { .sin_family = AF_INET };

	memcpy(&place.sin_addr, at, 4);
	memcpy(&place.sin_port, at + 4, 2);
	return place;
}

/* Between the two movers: what passes first when the process stands still is damaged. */
static void pass_damaged(int listening, struct sockaddr_in to)
{
	static unsigned char data[64 << 10];
	int from = accept(listening, NULL, NULL), there = socket(AF_INET, SOCK_STREAM, 0);
	ssize_t n;

	if (bindresvport(there, NULL) || connect(there, (struct sockaddr *)&to, sizeof to))
		stop("the way to the target");
	while ((n = read(from, data, sizeof data)) > 0) {
		if (*damaging)
			damage(data, n);
		*damaging = 0;
		if (write(there, data, n) != n)
			break;
	}
	shutdown(there, SHUT_WR);
	if ((n = read(there, data, sizeof data)) > 0 && write(from, data, n) != n)
		stop("the way back");
	exit(0);
}

/* Makes the entrance that the source is told lead through here. */
static void put_between(unsigned char *entrance)
{
	struct sockaddr_in own = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof own;
	int s = socket(AF_INET, SOCK_STREAM, 0);

	damaging = mmap(NULL, sizeof *damaging, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (damaging == MAP_FAILED || bind(s, (struct sockaddr *)&own, sizeof own) || listen(s, 1)
			|| getsockname(s, (struct sockaddr *)&own, &length))
		stop("listen");
	if (fork() == 0)
		pass_damaged(s, entrance_of(entrance));
	close(s);
	memcpy(entrance, &own.sin_addr, 4);
	memcpy(entrance + 4, &own.sin_port, 2);
}

static void expect_of_source(int here, int type)
{
	int came;

	while ((came = receive(here)) && f.type == PROGRESS)
		;
	if (came && f.type == type)
		return;
	say_failure("source");
	exit(3);
}

static void undo(int here, int there, int restored)
{
	give(here, ABORT, NULL, 0);
	do
		if (!receive(here))
			stop("the source's mover is gone");
	while (f.type != ABORTED && f.type != FAILED);
	if (f.type == FAILED)
		say_failure("abort");
	else
		puts("ABORTED");
	if (restored) {
		give(there, DISCARD, NULL, 0);
		if (!receive(there) || (f.type != DISCARDED && f.type != FAILED)) {
			say_failure("discard");
			exit(3);
		}
		puts("DISCARDED");
	}
	exit(0);
}

/* Words as far as --, each ended by NUL. */
static uint32_t put_words(unsigned char *to, char **words)
{
	uint32_t length = 0;

	for (; words && *words && strcmp(*words, "--"); words++) {
		strcpy((char *)to + length, *words);
		length += strlen(*words) + 1;
	}
	return length;
}

static void put(unsigned char *to, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		to[i] = value >> (24 - 8 * i);
}

static void commit(int here, char **words)
{
	unsigned char payload[4096];

	payload[0] = words != NULL;
	give(here, COMMIT, payload, 1 + put_words(payload + 1, words));
	expect(here, COMMITTED, "commit");
}

static void stand_in(int there, int parent, char **words)
{
	unsigned char payload[4096];
	char **child = words;

	while (child && *child && strcmp(*child, "--"))
		child++;
	for (; child && *child && *++child; ) {
		put(payload, atoi(*child));
		put(payload + 4, parent);
		put(payload + 8, atoi(*child));
		give(there, STAND_IN, payload, 12 + put_words(payload + 12, words));
		expect(there, STANDS_IN, "stand-in");
	}
}

static void move(char *mover, int pid, const char *address, const char *until, char **words)
{
	unsigned char open[8 + ENTRANCE] = { 0 }, target[4];
	int here = start_mover(mover, "127.0.0.1"), there = reach(address), rounds = 0;
	int damaged = !strncmp(until, "damaged", 7);
	uint64_t before = UINT64_MAX, sent, total = 0;
	double begin = now(), frozen, source_done, restored;

	srandom(damaged ? atoi(until + 7) : 0);
	put(open, pid);
	put(target, pid);
	give(there, RESTORE, target, sizeof target);
	expect(there, READY, "restore");
	memcpy(open + 8, f.payload, ENTRANCE);
	if (damaged)
		put_between(open + 8);
	give(here, OPEN, open, sizeof open);
	expect(here, OPENED, "open");
	if (!strcmp(until, "open"))
		undo(here, there, 1);
	do {
		give(here, ROUND, NULL, 0);
		expect_of_source(here, ROUND_DONE);
		sent = number(f.payload + 20, 8);
		total += sent;
		printf("ROUND %d: %lu pages of %lu, %lu bytes, %.1f ms\n", ++rounds, number(f.payload + 12, 8),
				number(f.payload + 4, 8), sent, number(f.payload + 28, 8) / 1e6);
		if (!strcmp(until, "round"))
			undo(here, there, 1);
		if (sent < SMALL || sent > before / 2)
			break;
		before = sent;
	} while (rounds < MAX_ROUNDS);
	frozen = now();
	if (damaged)
		*damaging = 1;
	give(here, FREEZE, NULL, 0);
	expect_of_source(here, FROZEN);
	source_done = now();
	printf("FROZEN: %lu pages of %lu, %lu bytes, %.1f ms\n", number(f.payload + 8, 8), number(f.payload, 8),
			number(f.payload + 16, 8), number(f.payload + 24, 8) / 1e6);
	total += number(f.payload + 16, 8);
	if (!strcmp(until, "freeze"))
		undo(here, there, 0);
	give(there, PROCEED, NULL, 0);
	for (;;) {
		if (!receive(there) || (f.type != RESTORED && f.type != WANTED))
			give_back(here, "target");
		if (f.type == RESTORED)
			break;
		printf("WANTED %u bytes\n", f.length);
		give(there, DESCRIPTORS, NULL, 0);
	}
	restored = now();
	if (!strcmp(until, "restored") || damaged)
		undo(here, there, 1);
	stand_in(there, pid, words);
	commit(here, words);
	give(there, GO, NULL, 0);
	expect(there, RUNNING, "go");
	printf("MOVED %d: %lu bytes in %.1f ms, frozen %.1f ms (source %.1f, target %.1f, go %.1f)\n", pid, total, now() - begin,
			now() - frozen, source_done - frozen, restored - source_done, now() - restored);
}

static void check(char *mover, int pid)
{
	unsigned char payload[8] = { 0 };
	int here = start_mover(mover, "127.0.0.1");

	put(payload, pid);

	give(here, CHECK, payload, sizeof payload);
	if (!receive(here))
		stop("the mover is gone");
	if (f.type == MOVABLE)
		puts("MOVABLE");
	else
		printf("REFUSED %lu %.*s\n", number(f.payload, 2), (int)f.length - 2, f.payload + 2);
}

/* The kernel of this node delivers it, whose ever the pid is: what lies above the pid keeps the call from being held. */
static void signal_here(int pid, int number)
{
	if (syscall(SYS_kill, 0x5351ull << 32 | (uint32_t)pid, number))
		stop("signal");
}

int main(int argc, char **argv)
{
	setbuf(stdout, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (argc >= 4 && !strcmp(argv[1], "serve"))
		serve(argv[2], argv[3], argc > 4);
	else if (argc == 4 && !strcmp(argv[1], "check"))
		check(argv[2], atoi(argv[3]));
	else if (argc >= 5 && !strcmp(argv[1], "move"))
		move(argv[2], atoi(argv[3]), argv[4], argc > 5 ? argv[5] : "go", argc > 6 ? argv + 6 : NULL);
	else if (argc == 4 && !strcmp(argv[1], "signal"))
		signal_here(atoi(argv[2]), atoi(argv[3]));
	else
		return 2;
	return 0;
}
