/*
 * The mover takes one process apart at the source or puts it together at the target, see docs/process-image.md. It is a
 * process of its own, forked by PID 1.
 */
#include "mover.h"
#include "proc.h"
#include "ssi.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

int users_view = -1;

void enter_users_view(void)
{
	if (users_view >= 0 && setns(users_view, CLONE_NEWNS))
		_exit(1);
}

const char *kernels_proc(void)
{
	return access(LOCAL_PROC "/self", F_OK) ? "/proc" : LOCAL_PROC;
}

static void wake(int signal)
{
	(void)signal;
}

static void on(int signal, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigaction(signal, &action, NULL);
}

void mover(int in, int out)
{
	sigset_t none;
	struct frame f;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	on(SIGCHLD, SIG_DFL);
	on(SIGALRM, wake);
	/* Handled, not ignored: a task that is made here begins with everything as standard. */
	on(SIGPIPE, wake);
	if (users_view < 0)
		users_view = view_open();
	frames_open(in, out);
	if (!next_frame(&f))
		exit(0);
	if (f.type >= CMD_RESTORE)
		target(&f);
	else
		source(&f);
	exit(0);
}

/* Started by a user, the mover sees the cluster's /proc and needs the kernel's. */
void mover_by_hand(const char *address)
{
	int first = open(LOCAL_PROC "/1/ns/mnt", O_RDONLY | O_CLOEXEC);

	users_view = first < 0 ? -1 : open(LOCAL_PROC "/self/ns/mnt", O_RDONLY | O_CLOEXEC);
	if (first >= 0 && setns(first, CLONE_NEWNS))
		exit(1);
	own_address = inet_addr(address);
	mover(STDIN_FILENO, STDOUT_FILENO);
}
