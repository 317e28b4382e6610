/*
 * The bare task at the target: a process of the right pid with nothing in it but the blob and the vdso. It stands still from
 * the beginning and dies with the mover.
 */
#include "mover.h"
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pid_t task;			/* 0: there is none */
static int adopted;			/* it was a stand-in; these words make it one again, these ids its user's and group's */
static char *words[66];
static uid_t user;
static gid_t group;

pid_t clone_beside(pid_t pid)
{
	struct clone_args how = { .flags = CLONE_PARENT | CLONE_CLEAR_SIGHAND, .set_tid = (uintptr_t)&pid, .set_tid_size = 1 };

	return syscall(SYS_clone3, &how, sizeof how);
}

static void rest(int ready) __attribute__((noreturn));
static void rest(int ready)
{
	int good = 0;

	if (write(ready, &good, sizeof good) != sizeof good)
		_exit(1);
	for (;;)
		pause();
}

static void fail(int ready)
{
	int error = errno;

	if (write(ready, &error, sizeof error) != sizeof error)
		_exit(2);
	_exit(1);
}

/* A task that leads its session. */
static void settle_down(int ready)
{
	enter_users_view();
	if (setsid() < 0)
		fail(ready);
	rest(ready);
}

static void await_ready(int from)
{
	int error = ECHILD;

	if (read(from, &error, sizeof error) != sizeof error || error)
		give_up("a process %d in group %d of session %d cannot be made here: %s", image.head.pid, image.head.pgid,
				image.head.sid, strerror(error));
}

static void clear_task(void)
{
	static char text[65536];
	unsigned long start, end;

	if (proc_read(text, sizeof text, "/proc/%d/maps", task) <= 0)
		give_up("process %d has ended", task);
	if (!adopted)
		add(SYS_close_range, 0, ~0u, 0, 0, 0, 0);
	for (char *line = text; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (sscanf(line, "%lx-%lx", &start, &end) != 2 || start == vdso_start() || start >= 1ull << 47
				|| (start >= blob_address() && end <= blob_address() + BLOB_SIZE))
			continue;
		need(add(SYS_munmap, start, end - start, 0, 0, 0, 0), "old memory cannot be unmapped");
	}
	run_needed(task, 0);
}

static void standard_signals(void)
{
	struct { uint64_t handler, flags, restorer, mask; } standard = { 0, 0, 0, 0 };
	uint64_t all = ~0ull, at = with_data(&standard, sizeof standard);

	if (ptrace(PTRACE_SETSIGMASK, task, sizeof all, &all))
		give_up("process %d has ended", task);
	for (int s = 1; s <= 64; s++)
		if (s != SIGKILL && s != SIGSTOP)
			add(SYS_rt_sigaction, s, at, 0, 8, 0, 0);
	run(task, 0);
}

/* A task that stands still becomes the bare one. */
static void take_hold(pid_t pid)
{
	const struct rlimit many = { 1 << 20, 1 << 20 };
	struct areas none = { NULL, 0, 0 };

	task = pid;
	if (ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE
			| PTRACE_O_TRACEFORK))
		give_up("process %d has ended", pid);
	prlimit(pid, RLIMIT_NOFILE, &many, NULL);
	inject_begin(pid);
	blob_map(pid, &none);
	standard_signals();
	clear_task();
}

static void make_leader(void)
{
	int ready[2];
	pid_t made;

	if (pipe2(ready, O_CLOEXEC))
		give_up("no pipe can be made: %s", strerror(errno));
	made = clone_beside(image.head.pid);
	if (made == 0)
		settle_down(ready[1]);
	if (made < 0)
		give_up("pid %d is taken on this node: %s", image.head.pid, strerror(errno));
	close(ready[1]);
	await_ready(ready[0]);
	close(ready[0]);
	stop_task(image.head.pid, 0);
}

/* A process that has just left may still be about to end. */
static void await_free_pid(void)
{
	struct timespec moment = { 0, 5000000 };

	for (int i = 0; process_state(image.head.pid); i++) {
		if (i == 400)
			give_up("there is already a process %d on this node", image.head.pid);
		nanosleep(&moment, NULL);
	}
}

void task_create(void)
{
	await_free_pid();
	patience(5);
	if (image.head.sid == image.head.pid)
		make_leader();
	else
		born_in_session();
	take_hold(image.head.pid);
	patience(0);
}

/* Remembers the stand-in's program and words. */
static void keep_words(pid_t pid)
{
	static char text[4096], file[MAX_PATH];
	int length = proc_read(text, sizeof text, "/proc/%d/cmdline", pid), count = 1;

	if (length <= 0 || proc_link(file, sizeof file, "/proc/%d/exe", pid) <= 0)
		give_up("the stand-in %d has ended", pid);
	words[0] = file;
	for (char *at = text; at < text + length && count < 65; at += strlen(at) + 1)
		words[count++] = at;
	words[count] = NULL;
}

/* It has root's privileges set aside. */
static void take_privileges(pid_t pid)
{
	char status[8192];
	const char *text;

	if (proc_read(status, sizeof status, "/proc/%d/status", pid) <= 0)
		give_up("the stand-in %d has ended", pid);
	text = status_field(status, "Uid");
	user = text ? strtoul(text, NULL, 10) : 0;
	text = status_field(status, "Gid");
	group = text ? strtoul(text, NULL, 10) : 0;
	if (!user)
		return;
	need(add(SYS_setresuid, 0, 0, 0, 0, 0, 0), "its stand-in has no privileges to rebuild it with");
	need(add(SYS_setresgid, 0, 0, 0, 0, 0, 0), "its stand-in has no privileges to rebuild it with");
	run_needed(pid, 0);
}

/* A stand-in that PID 1 made early lives where PID 1 does. */
static void enter_view(pid_t pid)
{
	struct stat view, own;
	char path[64];
	long mover, space;

	snprintf(path, sizeof path, "/proc/%d/ns/mnt", pid);
	if (users_view < 0 || fstat(users_view, &view) || stat(path, &own) || view.st_ino == own.st_ino)
		return;
	mover = call_one(pid, SYS_pidfd_open, getpid(), 0, 0, 0, 0, 0);
	space = call_one(pid, SYS_pidfd_getfd, mover, users_view, 0, 0, 0, 0);
	if (call_one(pid, SYS_setns, space, CLONE_NEWNS, 0, 0, 0, 0))
		give_up("its stand-in cannot enter the users' view of the node");
	call_one(pid, SYS_close, space, 0, 0, 0, 0, 0);
	call_one(pid, SYS_close, mover, 0, 0, 0, 0, 0);
}

void task_adopt(void)
{
	keep_words(image.head.pid);
	adopted = 1;
	patience(5);
	end_anchors(image.head.pid);
	stop_task(image.head.pid, 0);
	take_hold(image.head.pid);
	take_privileges(image.head.pid);
	enter_view(image.head.pid);
	if (getpgid(task) != image.head.pgid)
		add(SYS_setpgid, 0, image.head.pgid, 0, 0, 0, 0);
	run_needed(task, 0);
	patience(0);
}

int task_was_stand_in(void)
{
	return adopted;
}

int task_has_open(int fd)
{
	char path[64], link[2];

	snprintf(path, sizeof path, "/proc/%d/fd/%d", task, fd);
	return adopted && readlink(path, link, sizeof link) >= 0;
}

/* The stand-in begins anew, with what it had open outside of the process. */
static int stand_in_again(void)
{
	if (!adopted || !blob_mapped())
		return 0;
	forget_batch();
	for (size_t i = 1; i < threads_made(); i++)
		end_thread(image.threads[i].is.tid);
	leave_outside(task, &image.opened);
	if (user) {
		add(SYS_setresgid, group, group, group, 0, 0, 0);
		add(SYS_setresuid, user, user, 0, 0, 0, 0);
		run(task, 0);
	}
	if (become(task, words))
		return 0;
	ptrace(PTRACE_DETACH, task, 0, 0);
	return 1;
}

void task_end(void)
{
	if (!task || stand_in_again())
		return;
	kill(task, SIGKILL);
	for (size_t i = 1; i < threads_made(); i++)
		await_end(image.threads[i].is.tid);
	await_end(task);
	task = 0;
}
