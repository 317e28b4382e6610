/* Commands run on behalf of the agent: fork, pipes or a terminal, input, output, signals, exit status. */
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_EXECS = 64, MAX_WORDS = 4096, MAX_WAITING = 16 << 20, FLAG_PTY = 1 };

struct exec {
	uint32_t id;
	pid_t pid;		/* 0: free */
	int in, out, err;	/* our ends, -1 when closed; in == out for a terminal */
	int closing;		/* end of input follows what waits */
	char *waiting;
	size_t length, room;
};

static struct exec execs[MAX_EXECS];
static int to_agent = -1;
static struct queue frames;

void exec_agent(int fd)
{
	to_agent = fd;
	fcntl(fd, F_SETFL, O_NONBLOCK);
}

/* PID 1 does not wait for an agent that is held up; the commands do, because their output is then not read. */
static void send_frame(const void *frame, size_t length)
{
	queue_put(&frames, frame, length);
	queue_flush(&frames, to_agent);
}

static void send_output(const struct exec *e, int stream, const char *data, size_t length)
{
	unsigned char frame[5 + 5 + 8192];

	frame[0] = EXEC_OUTPUT;
	put_u32(frame + 1, 5 + length);
	put_u32(frame + 5, e->id);
	frame[9] = stream;
	memcpy(frame + 10, data, length);
	send_frame(frame, 10 + length);
}

static void send_exit(uint32_t id, int status)
{
	unsigned char frame[5 + 8];

	frame[0] = EXEC_EXIT;
	put_u32(frame + 1, 8);
	put_u32(frame + 5, id);
	put_u32(frame + 9, status);
	send_frame(frame, sizeof frame);
}

static struct exec *find(uint32_t id)
{
	for (int i = 0; i < MAX_EXECS; i++)
		if (execs[i].pid && execs[i].id == id)
			return &execs[i];
	return NULL;
}

static struct exec *find_free(void)
{
	for (int i = 0; i < MAX_EXECS; i++)
		if (!execs[i].pid)
			return &execs[i];
	return NULL;
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int terminal(int *ours)
{
	char name[64];

	*ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (*ours < 0 || grantpt(*ours) || unlockpt(*ours) || ptsname_r(*ours, name, sizeof name))
		return -1;
	return open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

static void run(char **words, int in, int out, int err, int tty)
{
	sigset_t none;
	int error;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setsid();
	if (tty)
		ioctl(in, TIOCSCTTY, 0);
	dup2(in, 0);
	dup2(out, 1);
	dup2(err, 2);
	user_process();
	close_range(3, ~0u, 0);
	clearenv();
	setenv("PATH", USER_PATH, 1);
	setenv("HOME", "/root", 1);
	setenv("LANG", "C.UTF-8", 1);
	setenv("TERM", tty ? "xterm-256color" : "dumb", 1);
	if (chdir("/"))
		_exit(126);
	execvp(words[0], words);
	error = errno;
	fprintf(stderr, "%s: %s%s\n", words[0], strerror(error), in_users_root());
	_exit(error == ENOENT ? 127 : 126);
}

static int split(char *text, size_t length, char **words)
{
	int n = 0;

	for (char *at = text; at < text + length && n < MAX_WORDS; at += strlen(at) + 1)
		words[n++] = at;
	words[n] = NULL;
	return n;
}

static void start_piped(struct exec *e, char **words)
{
	int in[2], out[2], err[2];

	if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC)) {
		e->pid = -1;
		return;
	}
	e->pid = fork();
	if (e->pid == 0)
		run(words, in[0], out[1], err[1], 0);
	close(in[0]);
	close(out[1]);
	close(err[1]);
	e->in = in[1];
	e->out = out[0];
	e->err = err[0];
	fcntl(e->err, F_SETFL, O_NONBLOCK);
}

static void start_terminal(struct exec *e, char **words)
{
	int theirs = terminal(&e->out);

	if (theirs < 0) {
		close_end(&e->out);
		e->pid = -1;
		return;
	}
	e->pid = fork();
	if (e->pid == 0)
		run(words, theirs, theirs, theirs, 1);
	close(theirs);
	e->in = fcntl(e->out, F_DUPFD_CLOEXEC, 5);
}

static void start(uint32_t id, int flags, char *text, size_t length)
{
	static char *words[MAX_WORDS + 1];
	struct exec *e = find_free();

	if (!e || find(id) || !split(text, length, words)) {
		send_exit(id, 126);
		return;
	}
	services_needed();
	*e = (struct exec){ .id = id, .in = -1, .out = -1, .err = -1 };
	if (flags & FLAG_PTY)
		start_terminal(e, words);
	else
		start_piped(e, words);
	if (e->pid < 0) {
		e->pid = 0;
		send_exit(id, 126);
		return;
	}
	fcntl(e->in, F_SETFL, O_NONBLOCK);
	fcntl(e->out, F_SETFL, O_NONBLOCK);
}

/* A terminal has no end of input but the character for it. */
static void end_input(struct exec *e)
{
	if (e->err < 0 && e->in >= 0 && write(e->in, "\004", 1) < 0)
		errno = 0;
	close_end(&e->in);
}

static void flush_input(struct exec *e)
{
	while (e->length && e->in >= 0) {
		ssize_t n = write(e->in, e->waiting, e->length);
		if (n < 0 && errno == EAGAIN)
			return;
		if (n < 0) {
			close_end(&e->in);
			break;
		}
		memmove(e->waiting, e->waiting + n, e->length - n);
		e->length -= n;
	}
	if (e->in < 0)
		e->length = 0;
	if (e->closing && !e->length)
		end_input(e);
}

static void input(struct exec *e, const unsigned char *data, size_t length)
{
	static const char overrun[] = "ssi-init: the command does not read its input; input is cut off\n";

	if (e->in < 0 || e->closing)
		return;
	if (e->length + length > MAX_WAITING) {
		send_output(e, 2, overrun, sizeof overrun - 1);
		e->closing = 1;
		return;
	}
	if (e->length + length > e->room) {
		e->room = 2 * (e->length + length);
		e->waiting = realloc(e->waiting, e->room);
		if (!e->waiting)
			die("out of memory");
	}
	memcpy(e->waiting + e->length, data, length);
	e->length += length;
	flush_input(e);
}

static void resize(const struct exec *e, unsigned rows, unsigned columns)
{
	struct winsize size = { .ws_row = rows, .ws_col = columns };

	if (e->err < 0 && e->out >= 0) /* with a terminal there is no stream of errors */
		ioctl(e->out, TIOCSWINSZ, &size);
}

void exec_frame(int type, const unsigned char *payload, uint32_t length)
{
	struct exec *e;
	char *text;

	if (length < 4)
		return;
	if (type == EXEC_START) {
		if (length < 6)
			return;
		text = malloc(length);
		if (!text)
			die("out of memory");
		memcpy(text, payload + 5, length - 5);
		text[length - 5] = 0;
		start(get_u32(payload), payload[4], text, length - 5);
		free(text);
		return;
	}
	e = find(get_u32(payload));
	if (!e)
		return;
	if (type == EXEC_INPUT) {
		input(e, payload + 4, length - 4);
	} else if (type == EXEC_EOF) {
		e->closing = 1;
		flush_input(e);
	} else if (type == EXEC_SIGNAL && length >= 8) {
		kill(-e->pid, get_u32(payload + 4));
	} else if (type == EXEC_SIZE && length >= 12) {
		resize(e, get_u32(payload + 4), get_u32(payload + 8));
	}
}

/* Passes on what is there; closes the end when there will be no more. Returns whether there may be more now. */
static int pump(struct exec *e, int *fd, int stream)
{
	char data[8192];
	ssize_t n;

	if (*fd < 0)
		return 0;
	n = read(*fd, data, sizeof data);
	if (n > 0)
		send_output(e, stream, data, n);
	else if (n == 0 || errno != EAGAIN)
		close_end(fd);
	return n > 0;
}

/* The command's end is the exec's end, even if some process it left behind keeps its output open. */
void exec_reaped(pid_t pid, int status)
{
	for (int i = 0; i < MAX_EXECS; i++) {
		struct exec *e = &execs[i];
		if (e->pid != pid)
			continue;
		while (pump(e, &e->out, 1))
			;
		while (pump(e, &e->err, 2))
			;
		close_end(&e->in);
		close_end(&e->out);
		close_end(&e->err);
		free(e->waiting);
		send_exit(e->id, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
		e->pid = 0;
	}
}

static int add(struct pollfd *fds, int n, int max, int fd, short events)
{
	if (fd >= 0 && n < max)
		fds[n++] = (struct pollfd){ .fd = fd, .events = events };
	return n;
}

int exec_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	if (frames.length)
		n = add(fds, n, max, to_agent, POLLOUT);
	for (int i = 0; i < MAX_EXECS; i++) {
		struct exec *e = &execs[i];
		if (!e->pid)
			continue;
		if (!frames.length) {
			n = add(fds, n, max, e->out, POLLIN);
			n = add(fds, n, max, e->err, POLLIN);
		}
		if (e->length)
			n = add(fds, n, max, e->in, POLLOUT);
	}
	return n;
}

static void ready(int fd)
{
	if (fd == to_agent)
		queue_flush(&frames, to_agent);
	for (int i = 0; i < MAX_EXECS; i++) {
		struct exec *e = &execs[i];
		if (!e->pid)
			continue;
		if (fd == e->out)
			pump(e, &e->out, 1);
		else if (fd == e->err)
			pump(e, &e->err, 2);
		else if (fd == e->in)
			flush_input(e);
	}
}

void exec_poll_done(const void *pollfds, int count)
{
	const struct pollfd *fds = pollfds;

	for (int i = 0; i < count; i++)
		if (fds[i].revents)
			ready(fds[i].fd);
}
