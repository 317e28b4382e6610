/*
 * A stand-in: the process that is left, under the same pid, where the parent and the terminal of a program are that
 * executes on another node. It passes on signals, what is written and what is typed, stops when the program stops, and
 * ends as the program ends.
 *
 *   stub onnode FLAGS NODE COMMAND...   have COMMAND run on a node as this process
 *   stub stand-in [STREAMS]             stand in for the process that this one was; see stub-fds.c
 */
#include "stub.h"
#include "stub-parts.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_FRAME = 1 << 20, HIGH = 900, PATIENCE_MS = 3000, QUIET_MS = 30, RESTED = 3 };

static struct queue in, out;
static int init = -1, signals = -1;
static int ended, status, last, waiting, stopping, resting;

void fail(int code, const char *text, const char *reason)
{
	fprintf(stderr, "onnode: %s%s%s\n", text, reason ? ": " : "", reason ? reason : "");
	exit(code);
}

void send_frame(int type, const void *payload, size_t length)
{
	unsigned char head[5] = { type };

	put_u32(head + 1, length);
	queue_put(&out, head, sizeof head);
	queue_put(&out, payload, length);
	if (queue_flush(&out, init))
		exit(126);
}

/* High numbers, which the program is not likely to have in use. */
static int high(int fd)
{
	int moved = fcntl(fd, F_DUPFD_CLOEXEC, HIGH);

	if (moved < 0)
		return fd;
	close(fd);
	return moved;
}

static void open_init(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = STUB_SOCKET };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at))
		fail(126, "cannot reach the node's init", strerror(errno));
	fcntl(fd, F_SETFL, O_NONBLOCK);
	init = high(fd);
}

static void open_signals(void)
{
	sigset_t mask;

	sigfillset(&mask);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	signals = high(signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK));
}

static void take_default(int number)
{
	sigset_t one;

	signal(number, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, number);
	sigprocmask(SIG_UNBLOCK, &one, NULL);
	raise(number);
	sigprocmask(SIG_BLOCK, &one, NULL);
}

/* Once nothing of what the program wrote before comes any more. */
static void stop(void)
{
	int number = stopping;

	stopping = 0;
	terminal_leave();
	take_default(number);
	terminal_enter();
}

static void end(void)
{
	struct rlimit none = { 0, 0 };

	if (WIFEXITED(status))
		terminal_as_left(); /* who was killed could not give it back */
	terminal_leave();
	if (WIFSIGNALED(status)) {
		setrlimit(RLIMIT_CORE, &none);
		take_default(WTERMSIG(status));
	}
	_exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

static void tell_of_children(void)
{
	unsigned char child[8];
	pid_t pid;
	int how;

	while ((pid = waitpid(-1, &how, WNOHANG)) > 0) {
		put_u32(child, pid);
		put_u32(child + 4, how);
		send_frame(STUB_CHILD, child, sizeof child);
	}
}

/* A shell sends these to all of a job, of which only we are here. */
static int controls_jobs(int number)
{
	return number == SIGHUP || number == SIGINT || number == SIGQUIT || number == SIGTSTP || number == SIGCONT;
}

static void pass_signal(const struct signalfd_siginfo *info)
{
	unsigned char frame[9];

	put_u32(frame, info->ssi_signo);
	put_u32(frame + 4, info->ssi_pid);
	frame[8] = info->ssi_code == SI_KERNEL || controls_jobs(info->ssi_signo);
	send_frame(STUB_SIGNAL, frame, sizeof frame);
}

static void take_signals(void)
{
	struct signalfd_siginfo info;

	while (read(signals, &info, sizeof info) == sizeof info)
		switch (info.ssi_signo) {
		case SIGCHLD:
			tell_of_children();
			break;
		case SIGWINCH:
			terminal_resized();
			break;
		case SIGTTIN:
		case SIGTTOU:
		case SIGPIPE:
			break;
		case SIGCONT:
			if (!resting)
				terminal_enter();
			if (info.ssi_pid != 1) /* else the process goes on already */
				pass_signal(&info);
			break;
		default:
			pass_signal(&info);
		}
}

/* The process comes home into this one, or does not after all. */
static void rest(int how)
{
	resting = how;
	if (!resting)
		terminal_enter();
}

/* All is written: the terminal is to be as the process left it. */
static void rested(void)
{
	terminal_leave();
	send_frame(STUB_RESTED, NULL, 0);
	resting = RESTED;
}

static void answer(const unsigned char *payload, uint32_t length)
{
	char reason[512];

	waiting = 0;
	if (payload[0] == ANSWER_RUNS) {
		terminal_enter();
		return;
	}
	if (payload[0] == ANSWER_RUN_IT_YOURSELF)
		run_here();
	snprintf(reason, sizeof reason, "%.*s", (int)length - 1, (const char *)payload + 1);
	fail(1, reason, NULL);
}

static void take(int type, const unsigned char *payload, uint32_t length)
{
	if (type == STUB_ANSWER && length >= 1) {
		answer(payload, length);
	} else if (type == STUB_STOP && length == 4) {
		stopping = get_u32(payload);
	} else if (type == STUB_END && length == 4) {
		ended = 1;
		status = get_u32(payload);
	} else if (type == STUB_REST && length == 1) {
		rest(payload[0]);
	} else if (type == STUB_STREAM && length >= 2) {
		if (payload[0] == STREAM_LAST)
			last = 1;
		else if (payload[0] == STREAM_MODES)
			terminal_modes(payload + 2, length - 2);
		else
			descriptor_message(payload[0], payload[1], payload + 2, length - 2);
	}
}

static void receive(void)
{
	char data[16 << 10];
	ssize_t n = read(init, data, sizeof data);
	size_t used = 0;

	if (n == 0)
		exit(126);
	if (n < 0)
		return;
	queue_put(&in, data, n);
	while (in.length - used >= 5) {
		const unsigned char *frame = (unsigned char *)in.data + used;
		uint32_t length = get_u32(frame + 1);

		if (length > MAX_FRAME)
			exit(126);
		if (in.length - used < 5 + length)
			break;
		take(frame[0], frame + 5, length);
		used += 5 + length;
	}
	queue_drop(&in, used);
}

/* The program's end is ours when all that it wrote is written. What a lost node did not send any more never comes. */
static int may_end(int silent)
{
	return ended && !descriptors_pending() && (last || silent || !descriptors_count());
}

static void serve(void)
{
	struct pollfd fds[2 + MAX_STREAMS];
	int silent = 0;

	while (!may_end(silent)) {
		int count = 2;

		fds[0] = (struct pollfd){ .fd = init, .events = POLLIN | (out.length ? POLLOUT : 0) };
		fds[1] = (struct pollfd){ .fd = signals, .events = POLLIN };
		if (resting == 2 && !descriptors_pending() && !out.length)
			rested();
		count += descriptors_fill(fds + 2, !waiting && !ended && !resting && out.length < WINDOW);
		silent = poll(fds, count, stopping && !resting ? QUIET_MS : ended ? PATIENCE_MS : -1) == 0;
		if (silent && stopping && !resting)
			stop();
		if (silent)
			continue;
		if (fds[0].revents & POLLOUT)
			queue_flush(&out, init);
		descriptors_done(fds + 2, count - 2);
		if (fds[1].revents)
			take_signals();
		if (fds[0].revents & ~POLLOUT)
			receive();
	}
	end();
}

int main(int argc, char **argv)
{
	/* Root's privileges are for the process that comes back, not for us. */
	if (seteuid(getuid()))
		return 126;
	setlinebuf(stderr);
	if (argc >= 5 && !strcmp(argv[1], "onnode")) {
		describe(atoi(argv[2]), atoi(argv[3]), argv + 4);
		open_init();
		open_signals();
		waiting = 1;
		send_description();
	} else if (argc >= 2 && !strcmp(argv[1], "stand-in")) {
		open_init();
		open_signals();
		descriptors_given(argc > 2 ? argv[2] : "");
		send_frame(STUB_HERE, NULL, 0);
		tell_of_children(); /* of those that ended before; their signals went with the process */
		terminal_enter();
	} else {
		fail(2, "usage: stub onnode FLAGS NODE COMMAND... | stub stand-in [STREAMS]", NULL);
	}
	serve();
}
