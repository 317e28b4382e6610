/*
 * Sessions of programs whose leader is on another node. A holder stands in for the leader: it is the programs' parent,
 * without which the kernel takes their groups for orphaned and does not stop them at a key, and it tells PID 1 what
 * becomes of them.
 */
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_HOLDERS = 256 };

struct holder {
	int fd;			/* its reports; 0: free */
	uint32_t token;		/* of the program that it has been told to run, until it has answered */
};

/* What a holder tells: that the program has been started, with pid 0 if it could not be; then its wait statuses. */
struct report {
	int started;
	pid_t pid;
	int status;
};

static struct holder holders[MAX_HOLDERS];

static void tell(int fd, struct report r)
{
	if (write(fd, &r, sizeof r) != sizeof r)
		_exit(1);
}

static void hold(int to_init, int terminal, pid_t pid, void (*program)(void *), void *argument)
{
	sigset_t all;
	pid_t child;
	int status;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	setsid();
	view_enter();
	if (terminal >= 0)
		ioctl(terminal, TIOCSCTTY, 0);
	child = clone_as(pid);
	if (child == 0)
		program(argument);
	tell(to_init, (struct report){ 1, child > 0 ? child : 0, 0 });
	dup2(to_init, 0);
	close_range(1, ~0u, 0);
	while ((child = waitpid(-1, &status, WUNTRACED | WCONTINUED)) > 0)
		tell(0, (struct report){ 0, child, status });
	_exit(0);
}

int holder_run(pid_t session, int terminal, pid_t pid, uint32_t token, void (*program)(void *), void *argument)
{
	int ends[2], i;
	pid_t child;

	for (i = 0; i < MAX_HOLDERS && holders[i].fd; i++)
		;
	if (i == MAX_HOLDERS || pipe2(ends, O_CLOEXEC))
		return -1;
	child = clone_as(session);
	if (child < 0)		/* another holder of this session has its number */
		child = clone_as(0);
	if (child == 0)
		hold(ends[1], terminal, pid, program, argument);
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return -1;
	}
	holders[i] = (struct holder){ ends[0], token };
	return 0;
}

static void take(struct holder *h)
{
	struct report r;
	ssize_t n = read(h->fd, &r, sizeof r);

	if (n != sizeof r) {
		if (h->token)
			run_answer(h->token, 0, "its session's holder ended");
		close(h->fd);
		h->fd = 0;
	} else if (r.started) {
		run_answer(h->token, r.pid, r.pid ? "" : "its pid is taken on that node");
		h->token = 0;
	} else {
		process_changed(r.pid, r.status);
	}
}

int holder_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	for (int i = 0; i < MAX_HOLDERS && n < max; i++)
		if (holders[i].fd)
			fds[n++] = (struct pollfd){ .fd = holders[i].fd, .events = POLLIN };
	return n;
}

void holder_poll_done(const void *pollfds, int count)
{
	const struct pollfd *fds = pollfds;

	for (int i = 0; i < count; i++)
		for (int j = 0; fds[i].revents && j < MAX_HOLDERS; j++)
			if (holders[j].fd == fds[i].fd) {
				take(&holders[j]);
				break;
			}
}
