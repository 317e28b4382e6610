/* The files in the folder of a process of another node, as proc(5) has them, from what its node tells. */
#include "proc.h"

#include <stdio.h>
#include <string.h>

enum { STAT, STATUS, STATM, CMDLINE, COMM, ENVIRON, WHERE };
enum { PAGE = 4096, KILOBYTE = 1024 };

const char *const proc_files[PROC_FILES] = { "stat", "status", "statm", "cmdline", "comm", "environ", "where" };

static const char *state_name(char state)
{
	static const char *const names[] = { "R (running)", "S (sleeping)", "D (disk sleep)", "T (stopped)", "t (tracing stop)",
		"Z (zombie)", "I (idle)" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i][0] == state)
			return names[i];
	return "S (sleeping)";
}

/* What is not known of other nodes' processes is 0, priority and nice value are the usual ones. */
static int stat_line(const struct remote *p, char *text, size_t room)
{
	return snprintf(text, room, "%d (%s) %c %d %d %d %d -1 0 0 0 0 0 %lld %lld 0 0 20 0 1 0 %lld %lld %lld 18446744073709551615"
		" 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n", p->pid, p->command, p->state, p->parent, p->group,
		p->session, p->terminal, p->user, p->system, p->start, p->virtual, p->resident / PAGE);
}

static int status_lines(const struct remote *p, char *text, size_t room)
{
	return snprintf(text, room, "Name:\t%s\nState:\t%s\nTgid:\t%d\nPid:\t%d\nPPid:\t%d\nTracerPid:\t0\nUid:\t%u\t%u\t%u\t%u\n"
		"Gid:\t0\t0\t0\t0\nVmSize:\t%lld kB\nVmRSS:\t%lld kB\nThreads:\t1\nNode:\t%d\n", p->command, state_name(p->state),
		p->pid, p->pid, p->parent, p->uid, p->uid, p->uid, p->uid, p->virtual / KILOBYTE, p->resident / KILOBYTE, p->node);
}

size_t proc_content(const struct remote *p, int file, char *text, size_t room)
{
	switch (file) {
	case STAT:
		return stat_line(p, text, room);
	case STATUS:
		return status_lines(p, text, room);
	case STATM:
		return snprintf(text, room, "%lld %lld 0 0 0 0 0\n", p->virtual / PAGE, p->resident / PAGE);
	case CMDLINE:
		return p->arguments[0] ? snprintf(text, room, "%s", p->arguments) + 1 : 0;
	case COMM:
		return snprintf(text, room, "%s\n", p->command);
	case WHERE:
		return snprintf(text, room, "%d\n", p->node);
	default:
		return 0;
	}
}
