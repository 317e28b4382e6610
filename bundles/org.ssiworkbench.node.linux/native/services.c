/*
 * What a node offers its users besides the agent: /shared, and /proc of the whole cluster. It is made ready beside PID 1,
 * which never waits, when the node has been UP for some seconds, so that no boot is slowed down, or before the first
 * process that needs it.
 */
#include "ssi.h"

#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

enum { DELAY_SECONDS = 3, PATIENCE_MS = 3000 };

/* Seconds of the node's clock; 0: not UP yet, or begun. */
static time_t due;
/* Hangs up when all is ready: those who make it ready hold the other end. */
static int ready = -1;

static time_t seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

void node_up(void)
{
	due = seconds() + DELAY_SECONDS;
}

void services_needed(void)
{
	int ends[2];

	foreign_signals();
	if (!due)
		return;
	due = 0;
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

void services_look(void)
{
	if (due && seconds() >= due)
		services_needed();
}

void services_wait(void)
{
	struct pollfd hung_up = { .fd = ready };

	if (ready >= 0)
		poll(&hung_up, 1, PATIENCE_MS);
}

void user_process(void)
{
	services_wait();
	view_enter();
}
