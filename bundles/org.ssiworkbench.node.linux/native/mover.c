/*
 * The mover takes one process apart at the source or puts it together at the target, see docs/process-image.md. It is a
 * process of its own, forked by PID 1.
 */
#include "mover.h"

#include <stdlib.h>
#include <unistd.h>

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
	frames_open(in, out);
	if (!next_frame(&f))
		exit(0);
	if (f.type >= CMD_RESTORE)
		target(&f);
	else
		source(&f);
	exit(0);
}
