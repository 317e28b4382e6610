/*
 * Groups and sessions whose leaders are elsewhere. A process can only be born into a session, so something has to be in it:
 * a keeper stands in for the leader, of a session or of a group, as long as somebody else is in it.
 */
#include "mover.h"
#include "ssi.h"
#include "stub.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_SECONDS = 10, MAX_PIDS = 32768 };

static int pids[MAX_PIDS];

/* What is kept by which words, or NULL when it is no keeper. */
static const char *kept_by(pid_t pid)
{
	static char words[64];
	int length = proc_read(words, sizeof words, "/proc/%d/cmdline", pid);
	const char *what = words + sizeof "stub stand-in";

	return length > (int)sizeof "stub stand-in" && is_stand_in(pid) && (!strcmp(what, "session") || !strcmp(what, "group"))
			? what : NULL;
}

/* Whether somebody who is no keeper is in this session, or in this group. */
static int has_company(int session)
{
	int count = list_numbers(kernels_proc(), pids, MAX_PIDS);

	for (int i = 0; i < count; i++)
		if ((session ? getsid(pids[i]) == getpid() : getpgid(pids[i]) == getpgrp()) && !kept_by(pids[i]))
			return 1;
	return 0;
}

static void ignore(int signal)
{
	(void)signal;
}

/* As wait(2) gives it. */
static int wait_status(const siginfo_t *child)
{
	return child->si_code == CLD_EXITED ? child->si_status << 8 : child->si_status | (child->si_code == CLD_DUMPED ? 0x80 : 0);
}

/*
 * PID 1 hangs up when it has heard all. It is told before the child is taken away, because a keeper may be killed at any time:
 * whose end is not told then is PID 1's child.
 */
static void tell_of_children(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = STUB_SOCKET };
	unsigned char frame[13] = { STUB_KEPT_CHILD };
	siginfo_t child = { 0 };
	int s = -1;

	while (!waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) && child.si_pid) {
		if (s < 0 && ((s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) < 0 || connect(s, (struct sockaddr *)&at, sizeof at)))
			break;
		put_u32(frame + 1, sizeof frame - 5);
		put_u32(frame + 5, child.si_pid);
		put_u32(frame + 9, wait_status(&child));
		write_all(s, frame, sizeof frame);
		waitpid(child.si_pid, NULL, 0);
		child.si_pid = 0;
	}
	if (s < 0)
		return;
	shutdown(s, SHUT_WR);
	while (read(s, frame, sizeof frame) > 0)
		;
	close(s);
}

/*
 * A group's keeper hears no signals. A session's handles and does not ignore them: who is born into it begins with
 * everything as standard. The end of the terminal ends it.
 */
void keep_leader(const char *what)
{
	const struct timespec look = { .tv_sec = LOOK_SECONDS };
	int session = !strcmp(what, "session");
	sigset_t children;

	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	for (int s = 1; session && s <= 64; s++)
		if (s != SIGHUP && s != SIGCONT)
			sigaction(s, &(struct sigaction){ .sa_handler = ignore }, NULL);
	if (session)
		sigprocmask(SIG_SETMASK, &children, NULL);
	do
		tell_of_children();	/* of the process whose task this was */
	while (sigtimedwait(&children, NULL, &look) > 0 || errno != EAGAIN || has_company(session));
	exit(0);
}

char **keeper_words(const char *what)
{
	static char file[48], *words[] = { file, "stub", "stand-in", NULL, NULL };

	snprintf(file, sizeof file, "%s/%d/exe", kernels_proc(), getpid());
	words[3] = (char *)what;
	return words;
}

const char *led_by(pid_t pid)
{
	int count = list_numbers(kernels_proc(), pids, MAX_PIDS);

	for (int i = 0; i < count; i++)
		if (pids[i] != pid && (getsid(pids[i]) == pid || getpgid(pids[i]) == pid) && !kept_by(pids[i]))
			return getsid(pid) == pid ? "session" : "group";
	return NULL;
}

/* The descriptor is closed when the keeper has become what it is. */
static void make_session(void)
{
	int ready[2];
	char nothing, **words;
	pid_t made;

	if (pipe2(ready, O_CLOEXEC))
		give_up("no pipe can be made: %s", strerror(errno));
	words = keeper_words("session");
	made = clone_beside(image.head.sid);
	if (made == 0) {
		sigset_t all;

		sigfillset(&all);
		sigprocmask(SIG_SETMASK, &all, NULL);
		enter_users_view();
		setsid();
		close(0);
		close(1);
		execve(words[0], words + 1, (char *[]){ NULL });
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
	bear_program(leader, image.head.pgid, CLONE_PARENT, 0, image.head.pgid, keeper_words("group"));
}

static pid_t parent_of(pid_t pid)
{
	char text[1024], *end;
	int parent = 0;

	if (proc_read(text, sizeof text, "/proc/%d/stat", pid) > 0 && (end = strrchr(text, ')')))
		sscanf(end + 2, "%*c %d", &parent);
	return parent;
}

/*
 * A group none of whose members has a parent elsewhere in the session does not stop at ^Z. The true parent is on another
 * node; a child of the session's keeper makes up for it.
 */
static void anchor_group(pid_t leader, pid_t group)
{
	const char *kept = kept_by(leader);
	int count = list_numbers(kernels_proc(), pids, MAX_PIDS);

	if (!kept || strcmp(kept, "session") || group == leader)
		return;
	for (int i = 0; i < count; i++)
		if (getpgid(pids[i]) == group && parent_of(pids[i]) == leader)
			return;
	bear_program(leader, 0, 0, SIGCHLD, group, keeper_words("group"));
}

/* Who is born into a session has its controlling terminal, if it has one by then. */
static int terminal = -1;

void session_terminal(int fd)
{
	terminal = fd;
}

static void end_keeper(pid_t pid)
{
	struct timespec moment = { 0, 5000000 };

	kill(pid, SIGKILL);
	for (int k = 0; k < 200 && process_state(pid); k++)
		nanosleep(&moment, NULL);
}

/* As long as they are there the session's number is taken, and nobody could come back into it. */
void end_idle_keepers(pid_t session)
{
	int count = list_numbers(kernels_proc(), pids, MAX_PIDS);

	for (int i = 0; i < count; i++)
		if (getsid(pids[i]) == session && !kept_by(pids[i]) && process_state(pids[i]) != 'Z')
			return;
	for (int i = 0; i < count; i++)
		if (getsid(pids[i]) == session && kept_by(pids[i]))
			end_keeper(pids[i]);
}

void end_anchors(pid_t leader)
{
	int count = list_numbers("/proc", pids, MAX_PIDS);

	for (int i = 0; i < count; i++) {
		const char *kept = kept_by(pids[i]);

		if (!kept || strcmp(kept, "group") || parent_of(pids[i]) != leader)
			continue;
		end_keeper(pids[i]);
	}
}

void born_in_session(void)
{
	const struct image_head *head = &image.head;
	struct paused p;

	if (!process_state(head->sid))
		make_session();
	if (getsid(head->sid) != head->sid || parent_of(head->sid) != getppid())
		give_up("session %d cannot be joined on this node: its leader is not a child of the node's first process", head->sid);
	if (terminal >= 0)
		lend_terminal(terminal);
	pause_process(head->sid, &p);
	if (head->pgid != head->pid && head->pgid != head->sid && !group_exists(head->pgid))
		make_group(head->sid);
	bear(head->sid, head->pid, CLONE_PARENT, 0);
	set_group(head->pid, head->pgid);
	anchor_group(head->sid, head->pgid);
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
