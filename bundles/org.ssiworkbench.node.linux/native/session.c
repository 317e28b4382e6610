/*
 * Groups and sessions whose leaders are elsewhere. A process can only be born into a session, so something has to be in it:
 * a keeper stands in for the leader, of a session or of a group, as long as somebody else is in it.
 */
#include "mover.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOOK_SECONDS = 10, MAX_PIDS = 32768 };

static void ignore(int signal)
{
	(void)signal;
}

/* Whether another process is in the session or the group that this one leads. */
static int has_company(void)
{
	static int pids[MAX_PIDS];
	int count = list_numbers("/proc", pids, MAX_PIDS);

	for (int i = 0; i < count; i++)
		if (pids[i] != getpid() && (getsid(pids[i]) == getpid() || getpgid(pids[i]) == getpid()))
			return 1;
	return 0;
}

/* Handled, not ignored: who is born here begins with everything as standard. The end of the terminal ends it. */
void keep_session(void)
{
	sigset_t none;

	for (int s = 1; s <= 64; s++)
		if (s != SIGHUP && s != SIGCONT)
			sigaction(s, &(struct sigaction){ .sa_handler = ignore }, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	do
		sleep(LOOK_SECONDS);
	while (has_company());
	exit(0);
}

static char **keeper_words(void)
{
	static char file[32], *words[] = { file, "stub", "stand-in", "session", NULL };

	snprintf(file, sizeof file, "/proc/%d/exe", getpid());
	return words;
}

/* The descriptor is closed when the keeper has become what it is. */
static void make_session(void)
{
	int ready[2];
	char nothing;
	pid_t made;

	if (pipe2(ready, O_CLOEXEC))
		give_up("no pipe can be made: %s", strerror(errno));
	made = clone_beside(image.head.sid);
	if (made == 0) {
		sigset_t all;

		sigfillset(&all);
		sigprocmask(SIG_SETMASK, &all, NULL);
		setsid();
		close(0);
		close(1);
		execve("/proc/self/exe", keeper_words() + 1, (char *[]){ NULL });
		_exit(1);
	}
	if (made < 0)
		give_up("session %d cannot be joined on this node: %s", image.head.sid, strerror(errno));
	close(ready[1]);
	while (read(ready[0], &nothing, 1) < 0 && errno == EINTR)
		;
	close(ready[0]);
}

static void set_group(pid_t pid, pid_t group)
{
	if (getpgid(pid) != group && call_one(pid, SYS_setpgid, 0, group == pid ? 0 : group, 0, 0, 0, 0)) {
		kill(pid, SIGKILL);
		await_end(pid);
		give_up("group %d cannot be joined on this node", group);
	}
}

static int group_exists(pid_t group)
{
	return getpgid(group) == group || !kill(-group, 0) || errno == EPERM;
}

static void make_group(pid_t leader)
{
	struct injection before;

	bear(leader, image.head.pgid, CLONE_PARENT, 0);
	before = inject_other(image.head.pgid, 1);
	set_group(image.head.pgid, image.head.pgid);
	call_one(image.head.pgid, SYS_close_range, 0, ~0u, 0, 0, 0, 0);
	if (become(image.head.pgid, keeper_words()))
		give_up("group %d cannot be made on this node", image.head.pgid);
	ptrace(PTRACE_DETACH, image.head.pgid, 0, 0);
	inject_back(&before);
}

static pid_t parent_of(pid_t pid)
{
	char text[1024], *end;
	int parent = 0;

	if (proc_read(text, sizeof text, "/proc/%d/stat", pid) > 0 && (end = strrchr(text, ')')))
		sscanf(end + 2, "%*c %d", &parent);
	return parent;
}

void born_in_session(void)
{
	const struct image_head *head = &image.head;
	struct paused p;

	if (!process_state(head->sid))
		make_session();
	if (getsid(head->sid) != head->sid || parent_of(head->sid) != getppid())
		give_up("session %d cannot be joined on this node: its leader is not a child of the node's first process", head->sid);
	pause_process(head->sid, &p);
	if (head->pgid != head->pid && head->pgid != head->sid && !group_exists(head->pgid))
		make_group(head->sid);
	bear(head->sid, head->pid, CLONE_PARENT, 0);
	set_group(head->pid, head->pgid);
	continue_process(&p);
}

/* The leader takes the terminal for its session, unless it has one. */
void lend_terminal(int fd)
{
	struct paused p;
	long own, mover;

	pause_process(image.head.sid, &p);
	mover = call_one(p.pid, SYS_pidfd_open, getpid(), 0, 0, 0, 0, 0);
	own = call_one(p.pid, SYS_pidfd_getfd, mover, fd, 0, 0, 0, 0);
	call_one(p.pid, SYS_ioctl, own, TIOCSCTTY, 0, 0, 0, 0);
	call_one(p.pid, SYS_close, own, 0, 0, 0, 0, 0);
	call_one(p.pid, SYS_close, mover, 0, 0, 0, 0, 0);
	continue_process(&p);
}
