/*
 * What a node offers its users besides the agent: /shared, and /proc of the whole cluster. It is made ready beside PID 1,
 * which never waits, when the node has been UP for some seconds, so that no boot is slowed down, or before the first
 * process that needs it.
 */
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Its own file system, because programs in /run get no privileges. */
#define STAND_INS "/run/ssi/programs"
#define STUB STAND_INS "/stub"

enum { DELAY_SECONDS = 3, PATIENCE_MS = 3000, ROOT_PATIENCE_MS = 30000 };

/* Seconds of the node's clock; 0: not UP yet, or begun. */
static time_t due;
/* Hangs up when all is ready: those who make it ready hold the other end. */
static int ready = -1;

const char *stub_path(void)
{
	return STUB;
}

/*
 * The program of stand-ins, which every user's processes become when they leave. It is root's and runs with root's privileges
 * set aside, because without them a process could not be rebuilt in its stand-in's place.
 */
static void place_stub(void)
{
	char path[4096];
	int from, to;
	off_t left;

	snprintf(path, sizeof path - 10, "%s", program_invocation_name);
	strcpy(strrchr(path, '/'), "/bin/stub");
	from = open(path, O_RDONLY | O_CLOEXEC);
	left = from < 0 ? -1 : lseek(from, 0, SEEK_END);
	if (left < 0 || lseek(from, 0, SEEK_SET) || mkdir(STAND_INS, 0755)
			|| mount("programs", STAND_INS, "tmpfs", MS_NODEV, "mode=755") || (to = open(STUB, O_WRONLY | O_CREAT | O_CLOEXEC, 0700)) < 0)
		die("cannot make " STUB);
	while (left > 0) {
		ssize_t n = sendfile(to, from, NULL, left);
		if (n <= 0)
			die("cannot copy %s", path);
		left -= n;
	}
	if (fchmod(to, 04755))
		die("cannot make " STUB " what it has to be");
	close(to);
	close(from);
}

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
		place_stub();
		mount_shared(SHARED);
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
		poll(&hung_up, 1, users_root() ? ROOT_PATIENCE_MS : PATIENCE_MS);
}

void user_process(void)
{
	services_wait();
	if (!view_ready()) {
		dprintf(2, "ssi-init: the root %s is not there; the node's console tells why\n", users_root());
		_exit(126);
	}
	view_enter();
}
