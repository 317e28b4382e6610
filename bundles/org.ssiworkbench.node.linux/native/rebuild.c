/* The bare task becomes the process: threads, signals, timers, what it may and may not do. */
#include "mover.h"
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARCH_SET_GS_BASE = 0x1001, ARCH_SET_FS_BASE = 0x1002, THREADS_AT_ONCE = 64, SIGNALS_AT_ONCE = 100,
	TIMERS_AT_ONCE = 100 };
enum { RESTART_RESTARTBLOCK = -516, RESTART_NOHAND = -514 };

static struct {
	int call;
	const char *what;
} needed[BATCH_MAX];
static int needed_count;

void need(int call, const char *what)
{
	needed[needed_count].call = call;
	needed[needed_count++].what = what;
}

void run_needed(pid_t tid, int flags)
{
	int count = needed_count;

	needed_count = 0;
	if (batch_room() == BATCH_MAX && !flags)
		return;
	run(tid, flags);
	for (int i = 0; i < count; i++) {
		long got = result(needed[i].call);
		if (got < 0 && got > -4096)
			give_up("%s: %s", needed[i].what, strerror(-got));
	}
}

static struct user_regs_struct *regs_of(struct thread *t)
{
	return &t->is.regs;
}

static size_t made = 1;			/* threads that are there */

size_t threads_made(void)
{
	return made;
}

static void make_threads(void)
{
	for (size_t first = 1; first < image.thread_count; first += THREADS_AT_ONCE) {
		for (size_t i = first; i < image.thread_count && i < first + THREADS_AT_ONCE; i++) {
			struct thread *t = &image.threads[i];
			struct clone_args how = { .flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD
				| CLONE_SYSVSEM | CLONE_SETTLS | (t->is.clear_tid ? CLONE_CHILD_CLEARTID : 0) };

			how.tls = regs_of(t)->fs_base;
			how.child_tid = t->is.clear_tid;
			how.set_tid = with_data(&t->is.tid, sizeof t->is.tid);
			how.set_tid_size = 1;
			need(add(SYS_clone3, with_data(&how, sizeof how), sizeof how, 0, 0, 0, 0), "a thread cannot be made");
		}
		run_needed(image.head.pid, 0);
		made = first + THREADS_AT_ONCE < image.thread_count ? first + THREADS_AT_ONCE : image.thread_count;
	}
}

/* A limit of the order in which the kernel wants to hear of the places makes the first pass fail in part. */
static void set_places(void)
{
	static const int options[11] = { PR_SET_MM_START_CODE, PR_SET_MM_END_CODE, PR_SET_MM_START_DATA, PR_SET_MM_END_DATA,
		PR_SET_MM_START_BRK, PR_SET_MM_BRK, PR_SET_MM_START_STACK, PR_SET_MM_ARG_START, PR_SET_MM_ARG_END,
		PR_SET_MM_ENV_START, PR_SET_MM_ENV_END };

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < 11; i++) {
			int call = add(SYS_prctl, PR_SET_MM, options[i], image.process.mm[i], 0, 0, 0);
			if (pass == 1)
				need(call, "the places of the program cannot be set");
		}
	add(SYS_prctl, PR_SET_MM, PR_SET_MM_AUXV, with_data(image.auxv, image.process.auxv_length), image.process.auxv_length, 0, 0);
	need(add(SYS_open, with_data(image.exe, strlen(image.exe) + 1), O_RDONLY | O_CLOEXEC, 0, 0, 0, 0), image.exe);
}

static void set_process(void)
{
	const struct image_process *p = &image.process;
	int fd;

	set_places();
	run_needed(p->pid, 0);
	fd = result(11 * 2 + 1);
	add(SYS_prctl, PR_SET_MM, PR_SET_MM_EXE_FILE, fd, 0, 0, 0);
	add(SYS_close, fd, 0, 0, 0, 0, 0);
	need(add(SYS_chdir, with_data(image.cwd, strlen(image.cwd) + 1), 0, 0, 0, 0, 0), image.cwd);
	add(SYS_umask, p->umask, 0, 0, 0, 0, 0);
	add(SYS_personality, p->personality, 0, 0, 0, 0, 0);
	if (p->subreaper)
		add(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0, 0);
	for (size_t i = 0; i < image.action_count; i++)
		need(add(SYS_rt_sigaction, image.actions[i].signal, with_data(&image.actions[i].handler, 32), 0, 8, 0, 0),
				"a signal's action cannot be set");
	run_needed(p->pid, 0);
}

static void set_thread(struct thread *t)
{
	struct {
		uint32_t size, policy;
		uint64_t flags;
		int32_t nice;
		uint32_t priority;
		uint64_t deadline[3];
	} schedule = { .size = 48, .policy = t->is.policy, .nice = t->is.nice, .priority = t->is.priority };
	stack_t stack = { .ss_sp = (void *)t->is.stack_base, .ss_flags = t->is.stack_flags & ~SS_ONSTACK, .ss_size = t->is.stack_size };
	uint64_t all = ~0ull;

	if (ptrace(PTRACE_SETSIGMASK, t->is.tid, sizeof all, &all))
		give_up("task %d has ended", t->is.tid);
	load_xstate(t->xstate, t->is.xstate_length);
	need(add(SYS_arch_prctl, ARCH_SET_FS_BASE, regs_of(t)->fs_base, 0, 0, 0, 0), "a thread's storage cannot be set");
	if (regs_of(t)->gs_base)
		add(SYS_arch_prctl, ARCH_SET_GS_BASE, regs_of(t)->gs_base, 0, 0, 0, 0);
	add(SYS_set_robust_list, t->is.robust, t->is.robust ? t->is.robust_length : 24, 0, 0, 0, 0);
	add(SYS_set_tid_address, t->is.clear_tid, 0, 0, 0, 0, 0);
	if (t->is.stack_base)
		need(add(SYS_sigaltstack, with_data(&stack, sizeof stack), 0, 0, 0, 0, 0), "a signal stack cannot be set");
	add(SYS_prctl, PR_SET_NAME, with_data(t->is.name, sizeof t->is.name), 0, 0, 0, 0);
	run_needed(t->is.tid, LOAD_XSTATE);
	syscall(SYS_sched_setattr, t->is.tid, &schedule, 0);
}

void rebuild_state(void)
{
	patience(10);
	make_threads();
	set_process();
	for (size_t i = image.thread_count; i-- > 0; )
		set_thread(&image.threads[i]);
	patience(0);
}

static void queue_signals(void)
{
	pid_t pid = image.process.pid;

	for (size_t k = 0; k < image.thread_count; k++) {
		pid_t tid = image.threads[k].is.tid;
		int count = 0;

		for (size_t i = 0; i < image.signal_count; i++) {
			const struct image_signal *s = &image.signals[i];
			uint64_t info;

			if (s->tid != tid && (s->tid || k))
				continue;
			info = with_data(s->info, sizeof s->info);
			if (s->tid)
				add(SYS_rt_tgsigqueueinfo, OWN_SIGNAL | pid, tid, ((siginfo_t *)s->info)->si_signo, info, 0, 0);
			else
				add(SYS_rt_sigqueueinfo, OWN_SIGNAL | pid, ((siginfo_t *)s->info)->si_signo, info, 0, 0, 0);
			if (++count % SIGNALS_AT_ONCE == 0)
				run(tid, 0);
		}
		run_needed(tid, 0);
	}
}

/* A child may have ended while the stand-in was its parent: its signal was the stand-in's, and is forgotten with it. */
static void remind_of_children(void)
{
	uint64_t at = data_room(sizeof(siginfo_t));
	siginfo_t child = { 0 };

	write_memory(at, &child, sizeof child);
	add(SYS_waitid, P_ALL, 0, at, WEXITED | WNOHANG | WNOWAIT, 0, 0);
	run(image.process.pid, 0);
	read_memory(at, &child, sizeof child);
	if (child.si_pid)
		kill(image.process.pid, SIGCHLD);
}

static void create_timer(const struct image_timer *t, uint64_t id_at)
{
	struct sigevent event = { .sigev_notify = t ? t->notify : SIGEV_NONE };

	if (t) {
		event.sigev_signo = t->signal;
		event.sigev_value.sival_ptr = (void *)t->value;
		event._sigev_un._tid = t->tid;
	}
	need(add(SYS_timer_create, CLOCK_MONOTONIC, with_data(&event, sizeof event), id_at, 0, 0, 0), "a timer cannot be made");
}

/* The kernel gives out ids in ascending order: those between are made and deleted. */
static void make_timers(void)
{
	pid_t pid = image.process.pid;
	int next = 0, id = -1;

	for (size_t i = 0; i < image.timer_count; i++) {
		const struct image_timer *t = &image.timers[i];
		uint64_t id_at;

		for (; next < t->id; next++) {
			if (batch_room() < 10)
				run_needed(pid, 0);
			create_timer(NULL, data_room(4));
			add(SYS_timer_delete, next, 0, 0, 0, 0, 0);
		}
		run_needed(pid, 0);
		id_at = data_room(4);
		create_timer(t, id_at);
		run_needed(pid, 0);
		read_memory(id_at, &id, sizeof id);
		if (id != t->id)
			give_up("its timers cannot be made again: number %d is %d here", t->id, id);
		next = t->id + 1;
	}
}

static void arm_timers(void)
{
	for (int i = 0; i < 3; i++)
		if (image.process.itimers[i][2] || image.process.itimers[i][3])
			add(SYS_setitimer, i, with_data(image.process.itimers[i], sizeof image.process.itimers[i]), 0, 0, 0, 0);
	for (size_t i = 0; i < image.timer_count; i++)
		add(SYS_timer_settime, image.timers[i].id, 0, with_data(image.timers[i].interval, 32), 0, 0, 0);
	run_needed(image.process.pid, 0);
}

static void set_limits(void)
{
	char path[64], text[16];
	int fd;

	for (int i = 0; i < 16; i++)
		prlimit(image.process.pid, i, (struct rlimit *)image.process.limits[i], NULL);
	if (!image.process.oom_adjust)
		return;
	snprintf(path, sizeof path, "/proc/%d/oom_score_adj", image.process.pid);
	snprintf(text, sizeof text, "%d", image.process.oom_adjust);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write_all(fd, text, strlen(text)))
		give_up("%s cannot be written: %s", path, strerror(errno));
	close(fd);
}

void rebuild_finish(void)
{
	patience(10);
	task_settle();
	give_descriptors();
	make_timers();
	set_limits();
	patience(0);
}

static int is_plain_root(void)
{
	const struct image_process *p = &image.process;
	uint64_t ids = 0;
	char status[8192];
	const char *own;

	for (int i = 0; i < 4; i++)
		ids |= p->uid[i] | p->gid[i];
	if (ids || p->groups || p->securebits || p->no_new_privileges || p->ambient
			|| proc_read(status, sizeof status, "/proc/self/status") <= 0)
		return 0;
	own = status_field(status, "CapEff");
	return own && p->effective == strtoull(own, NULL, 16) && p->permitted == p->effective && p->bounding == p->effective;
}

/* Every thread has credentials of its own for the kernel. Privileges go last. */
static void become_user(const struct thread *t)
{
	const struct image_process *p = &image.process;
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct data[2];

	for (int i = 0; i < 2; i++)
		data[i] = (struct __user_cap_data_struct){ p->effective >> (32 * i), p->permitted >> (32 * i), p->inheritable >> (32 * i) };
	add(SYS_prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0, 0);
	for (int c = 0; c < 64; c++)
		if (!(p->bounding >> c & 1) && prctl(PR_CAPBSET_READ, c, 0, 0, 0) == 1)
			add(SYS_prctl, PR_CAPBSET_DROP, c, 0, 0, 0, 0);
	need(add(SYS_setgroups, p->groups, with_data(image.groups, 4 * p->groups), 0, 0, 0, 0), "its groups cannot be set");
	need(add(SYS_setresgid, p->gid[0], p->gid[1], p->gid[2], 0, 0, 0), "its group cannot be set");
	need(add(SYS_setresuid, p->uid[0], p->uid[1], p->uid[2], 0, 0, 0), "its user cannot be set");
	add(SYS_setfsgid, p->gid[3], 0, 0, 0, 0, 0);
	add(SYS_setfsuid, p->uid[3], 0, 0, 0, 0, 0);
	if (p->securebits)
		add(SYS_prctl, PR_SET_SECUREBITS, p->securebits, 0, 0, 0, 0);
	need(add(SYS_capset, with_data(&head, sizeof head), with_data(data, sizeof data), 0, 0, 0, 0), "its privileges cannot be set");
	for (int c = 0; c < 64; c++)
		if (p->ambient >> c & 1)
			add(SYS_prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, c, 0, 0, 0);
	if (!p->securebits)
		add(SYS_prctl, PR_SET_KEEPCAPS, 0, 0, 0, 0, 0);
	if (p->no_new_privileges)
		add(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0);
	run_needed(t->is.tid, 0);
}

/* Absolute times that a thread waits for, on a clock that tells another time on this node. */
static void shift_deadline(uint64_t at)
{
	int64_t shift = image.head.clock_offset - cluster_offset();
	struct timespec t;
	int64_t ns;

	if (pread(memory_fd(), &t, sizeof t, at) != sizeof t)
		return;
	ns = t.tv_nsec + shift % 1000000000;
	t.tv_sec += shift / 1000000000 + (ns >= 1000000000) - (ns < 0);
	t.tv_nsec = ns - 1000000000 * ((ns >= 1000000000) - (ns < 0));
	write_memory(at, &t, sizeof t);
}

/*
 * A call that was interrupted is made again by the kernel when it finds the same numbers in the registers. Where it would
 * need what the old kernel remembered, what the call wrote for its caller tells what is left.
 */
static void mend_call(struct user_regs_struct *r)
{
	long got = (long)r->rax;
	int absolute_futex = (long)r->orig_rax == SYS_futex && (r->rsi & 0x17f) == 9;

	if ((long)r->orig_rax < 0 || (got != RESTART_RESTARTBLOCK && got != RESTART_NOHAND))
		return;
	if (absolute_futex && r->r10)
		shift_deadline(r->r10);
	if ((long)r->orig_rax == SYS_clock_nanosleep && r->rdi == CLOCK_MONOTONIC && r->rsi & TIMER_ABSTIME)
		shift_deadline(r->rdx);
	if (got != RESTART_RESTARTBLOCK)
		return;
	r->rax = RESTART_NOHAND;
	if ((long)r->orig_rax == SYS_nanosleep && r->rsi)
		r->rdi = r->rsi;
	if ((long)r->orig_rax == SYS_clock_nanosleep && r->r10)
		r->rdx = r->r10;
}

static void let_go(struct thread *t)
{
	mend_call(regs_of(t));
	if (ptrace(PTRACE_SETREGS, t->is.tid, 0, &t->is.regs) || ptrace(PTRACE_SETSIGMASK, t->is.tid, sizeof t->is.mask, &t->is.mask))
		give_up("task %d has ended", t->is.tid);
}

/* What a stand-in must not find again if all comes to nothing waits until now. */
void rebuild_go(void)
{
	const struct image_process *p = &image.process;

	patience(10);
	queue_signals();
	if (task_was_stand_in())
		remind_of_children();
	arm_timers();
	for (size_t i = image.thread_count; i-- > 0; )
		if (!is_plain_root())
			become_user(&image.threads[i]);
	if (p->death_signal)
		add(SYS_prctl, PR_SET_PDEATHSIG, p->death_signal, 0, 0, 0, 0);
	if (p->dumpable < 2)
		add(SYS_prctl, PR_SET_DUMPABLE, p->dumpable, 0, 0, 0, 0);
	run_needed(p->pid, 0);
	blob_unmap(p->pid);
	interrupt_task(p->pid);
	if (p->stopped)
		kill(p->pid, p->stopped);
	for (size_t i = 0; i < image.thread_count; i++)
		let_go(&image.threads[i]);
	for (size_t i = image.thread_count; i-- > 0; )
		ptrace(PTRACE_DETACH, image.threads[i].is.tid, 0, 0);
	patience(0);
}
