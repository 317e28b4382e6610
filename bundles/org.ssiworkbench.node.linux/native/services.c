/* What a node offers its users besides the agent. It is made ready when the node is UP, beside PID 1, which never waits. */
#include "ssi.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

enum { PATIENCE_MS = 3000 };

/* Hangs up when all is ready: those who make it ready hold the other end. */
static int ready = -1;

void node_up(void)
{
	int ends[2];

	foreign_signals();
	if (pipe2(ends, O_CLOEXEC))
		die("cannot make a pipe");
	ready = ends[0];
	if (fork() == 0) {
		keep_only(&ends[1]);
		mount_shared();
		_exit(0);
	}
	view_begin(ends[1]);
	close(ends[1]);
}

void user_process(void)
{
	struct pollfd hung_up = { .fd = ready };

	if (ready < 0)
		return;
	poll(&hung_up, 1, PATIENCE_MS);
	view_enter();
}
