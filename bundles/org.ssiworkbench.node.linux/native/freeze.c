/* The process at the source stands still: everything about it but its memory is read. */
#include "mover.h"
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct frozen frozen = { .opened = { NULL, NULL, 0, 0, 0, 0 } };

static struct thread *add_thread(pid_t tid)
{
	struct thread *t;

	frozen.threads = grow(frozen.threads, frozen.count, &frozen.room, sizeof *frozen.threads);
	t = &frozen.threads[frozen.count++];
	memset(t, 0, sizeof *t);
	t->is.tid = tid;
	return t;
}

static int is_known(pid_t tid)
{
	for (size_t i = 0; i < frozen.count; i++)
		if (frozen.threads[i].is.tid == tid)
			return 1;
	return 0;
}

/* A thread that still runs may make others: until a look finds no new one. */
static void stop_all(pid_t pid)
{
	static int tids[MAX_THREADS + 1];
	char path[64];
	int more = 1;

	snprintf(path, sizeof path, "/proc/%d/task", pid);
	add_thread(pid);
	while (more) {
		int count = list_numbers(path, tids, MAX_THREADS + 1);

		if (count <= 0)
			give_up("process %d has ended", pid);
		if (count > MAX_THREADS)
			give_up("it has more than %d threads", MAX_THREADS);
		more = 0;
		for (int i = 0; i < count; i++)
			if (!is_known(tids[i]))
				add_thread(tids[i]);
		for (size_t i = 0; i < frozen.count; i++) {
			struct thread *t = &frozen.threads[i];
			int status;

			if (t->stopped)
				continue;
			status = stop_task(t->is.tid, 0);
			t->stopped = 1;
			more = 1;
			if (i == 0)
				frozen.is.stopped = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
		}
	}
}

/* glibc puts the word that is cleared when a thread ends before the head of its list of robust locks. */
static void find_clear_tid(struct image_thread *t)
{
	uint64_t fs_base = t->regs.fs_base;
	const uint64_t places[] = { t->robust ? t->robust - 16 : 0, fs_base ? fs_base + 0x2d0 : 0 };
	int tid;

	for (int i = 0; i < 2 && !t->clear_tid; i++)
		if (places[i] && pread(memory_fd(), &tid, sizeof tid, places[i]) == sizeof tid && tid == t->tid)
			t->clear_tid = places[i];
}

struct schedule {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
};

static void read_thread(pid_t pid, struct thread *t)
{
	struct schedule schedule;
	uint64_t all = ~0ull;
	int n;

	if (ptrace(PTRACE_GETREGS, t->is.tid, 0, &t->is.regs) || ptrace(PTRACE_GETSIGMASK, t->is.tid, sizeof t->is.mask, &t->is.mask)
			|| ptrace(PTRACE_SETSIGMASK, t->is.tid, sizeof all, &all))
		give_up("task %d has ended", t->is.tid);
	t->masked = 1;
	if (syscall(SYS_get_robust_list, t->is.tid, &t->is.robust, &t->is.robust_length))
		t->is.robust = 0;
	find_clear_tid(&t->is);
	if (!syscall(SYS_sched_getattr, t->is.tid, &schedule, sizeof schedule, 0)) {
		t->is.policy = schedule.policy;
		t->is.nice = schedule.nice;
		t->is.priority = schedule.priority;
	}
	n = proc_read(t->is.name, sizeof t->is.name, "/proc/%d/task/%d/comm", pid, t->is.tid);
	if (n > 0 && t->is.name[n - 1] == '\n')
		t->is.name[n - 1] = 0;
}

static uint64_t field(const char *status, const char *name, int base)
{
	const char *text = status_field(status, name);

	return text ? strtoull(text, NULL, base) : 0;
}

static void four(const char *status, const char *name, uint32_t *ids)
{
	const char *text = status_field(status, name);

	if (text)
		sscanf(text, "%u %u %u %u", ids, ids + 1, ids + 2, ids + 3);
}

static void read_groups(const char *status)
{
	const char *text = status_field(status, "Groups");
	char *end;

	frozen.is.groups = 0;
	while (text && frozen.is.groups < sizeof frozen.groups / sizeof *frozen.groups) {
		unsigned long id = strtoul(text, &end, 10);
		const char *line = memchr(text, '\n', end - text);
		if (end == text || line)
			break;
		frozen.groups[frozen.is.groups++] = id;
		text = end;
	}
}

static void read_status(const char *status)
{
	struct image_process *p = &frozen.is;

	p->umask = field(status, "Umask", 8);
	four(status, "Uid", p->uid);
	four(status, "Gid", p->gid);
	read_groups(status);
	p->inheritable = field(status, "CapInh", 16);
	p->permitted = field(status, "CapPrm", 16);
	p->effective = field(status, "CapEff", 16);
	p->bounding = field(status, "CapBnd", 16);
	p->ambient = field(status, "CapAmb", 16);
	p->no_new_privileges = field(status, "NoNewPrivs", 10);
}

static void read_stat(pid_t pid)
{
	/* Numbers of the fields of /proc/PID/stat that are arguments of PR_SET_MM; 0: the break, which comes later. */
	static const int mm_fields[11] = { 26, 27, 45, 46, 47, 0, 28, 48, 49, 50, 51 };
	struct image_process *p = &frozen.is;
	uint64_t fields[53] = { 0 };
	char text[2048], *at;

	if (proc_read(text, sizeof text, "/proc/%d/stat", pid) <= 0 || !(at = strrchr(text, ')')))
		give_up("process %d has ended", pid);
	at = strchr(at + 2, ' ');
	for (int i = 4; i < 53 && at; i++)
		fields[i] = strtoull(at, &at, 10);
	p->pid = pid;
	p->pgid = fields[5];
	p->sid = fields[6];
	p->foreground = fields[8] == fields[5];
	for (int i = 0; i < 11; i++)
		p->mm[i] = fields[mm_fields[i]];
}

/* One line each in the order of the limits' numbers, the values in fixed columns. */
static void read_limits(pid_t pid)
{
	char text[4096], *line = text;

	if (proc_read(text, sizeof text, "/proc/%d/limits", pid) <= 0)
		give_up("process %d has ended", pid);
	for (int i = 0; i < 16 && (line = strchr(line, '\n')); i++) {
		line++;
		if (strlen(line) < 60)
			return;
		for (int k = 0; k < 2; k++)
			frozen.is.limits[i][k] = line[26 + 21 * k] == 'u' ? ~0ull : strtoull(line + 26 + 21 * k, NULL, 10);
	}
}

static void read_process(pid_t pid, const char *status)
{
	char text[64];

	read_stat(pid);
	read_status(status);
	read_limits(pid);
	frozen.is.auxv_length = proc_read(frozen.auxv, sizeof frozen.auxv, "/proc/%d/auxv", pid);
	if (proc_link(frozen.exe, sizeof frozen.exe, "/proc/%d/exe", pid) <= 0
			|| proc_link(frozen.cwd, sizeof frozen.cwd, "/proc/%d/cwd", pid) <= 0)
		give_up("process %d has ended", pid);
	if (proc_read(text, sizeof text, "/proc/%d/oom_score_adj", pid) > 0)
		frozen.is.oom_adjust = atoi(text);
	frozen.is.frozen_at = mono_ns() + cluster_offset();
}

static uint64_t ask_for_actions(uint64_t caught)
{
	uint64_t at = data_room(64 * 32);

	for (int s = 1; s <= 64; s++)
		if (caught >> (s - 1) & 1)
			add(SYS_rt_sigaction, s, 0, at + 32 * (s - 1), 8, 0, 0);
	return at;
}

static void read_actions(uint64_t at, uint64_t caught, uint64_t ignored)
{
	struct image_process *p = &frozen.is;

	p->actions = 0;
	for (int s = 1; s <= 64; s++) {
		struct image_action *a = &frozen.actions[p->actions];

		if (!((caught | ignored) >> (s - 1) & 1))
			continue;
		*a = (struct image_action){ .signal = s, .handler = (uint64_t)SIG_IGN };
		if (caught >> (s - 1) & 1)
			read_memory(at + 32 * (s - 1), &a->handler, 32);
		p->actions++;
	}
}

/* The timers stop with this. */
static uint64_t ask_for_itimers(void)
{
	struct itimerval nothing = { { 0, 0 }, { 0, 0 } };
	uint64_t zero = with_data(&nothing, sizeof nothing), at = data_room(3 * sizeof nothing);

	for (int i = 0; i < 3; i++)
		add(SYS_setitimer, i, zero, at + i * sizeof nothing, 0, 0, 0);
	frozen.disarmed = 1;
	return at;
}

/* Between its expiry and the delivery of its signal a repeating timer does not run. */
static void read_itimers(uint64_t at)
{
	struct image_process *p = &frozen.is;

	read_memory(at, p->itimers, sizeof p->itimers);
	for (int i = 0; i < 3; i++)
		if (!(p->itimers[i][2] | p->itimers[i][3]))
			memcpy(&p->itimers[i][2], &p->itimers[i][0], 2 * sizeof p->itimers[i][0]);
}

static void read_stack(uint64_t at, struct image_thread *t)
{
	stack_t stack;

	read_memory(at, &stack, sizeof stack);
	t->stack_base = (uint64_t)stack.ss_sp;
	t->stack_size = stack.ss_size;
	t->stack_flags = stack.ss_flags;
}

/* What only the process itself can ask for. Returns the id that its next POSIX timer would have. */
static int ask_process(const char *status)
{
	uint64_t caught = field(status, "SigCgt", 16), ignored = field(status, "SigIgn", 16);
	uint64_t actions = ask_for_actions(caught), itimers = ask_for_itimers(), words = data_room(64);
	struct sigevent no_event = { .sigev_notify = SIGEV_NONE };
	struct image_process *p = &frozen.is;
	int small[3], calls[4];

	calls[0] = add(SYS_brk, 0, 0, 0, 0, 0, 0);
	calls[1] = add(SYS_personality, 0xffffffff, 0, 0, 0, 0, 0);
	calls[2] = add(SYS_prctl, PR_GET_DUMPABLE, 0, 0, 0, 0, 0);
	calls[3] = add(SYS_prctl, PR_GET_SECUREBITS, 0, 0, 0, 0, 0);
	add(SYS_prctl, PR_GET_PDEATHSIG, words, 0, 0, 0, 0);
	add(SYS_prctl, PR_GET_CHILD_SUBREAPER, words + 4, 0, 0, 0, 0);
	add(SYS_timer_create, CLOCK_MONOTONIC, with_data(&no_event, sizeof no_event), words + 8, 0, 0, 0);
	add(SYS_sigaltstack, 0, words + 16, 0, 0, 0, 0);
	run(frozen.pid, SAVE_XSTATE);
	p->mm[5] = result(calls[0]);
	p->personality = result(calls[1]);
	p->dumpable = result(calls[2]);
	p->securebits = result(calls[3]);
	read_memory(words, small, sizeof small);
	p->death_signal = small[0];
	p->subreaper = small[1];
	read_stack(words + 16, &frozen.threads[0].is);
	read_itimers(itimers);
	read_actions(actions, caught, ignored);
	return small[2];
}

static void ask_thread(struct thread *t)
{
	uint64_t at = data_room(sizeof(stack_t));

	add(SYS_sigaltstack, 0, at, 0, 0, 0, 0);
	run(t->is.tid, SAVE_XSTATE);
	read_stack(at, &t->is);
}

static void keep_xstate(struct thread *t)
{
	t->is.xstate_length = xstate_size();
	save_xstate(t->xstate, t->is.xstate_length);
}

static void flush_files(void)
{
	for (size_t i = 0; i < frozen.opened.count; i++) {
		const struct description *d = &frozen.opened.all[i];
		if (d->is.kind == DESC_FILE && (d->is.flags & O_ACCMODE) != O_RDONLY && fdatasync(d->ours) && errno != EINVAL)
			give_up("what it wrote into %s cannot be stored: %s", d->path, strerror(errno));
	}
}

void freeze(pid_t pid, int flags)
{
	static char status[8192];
	int next_timer;

	frozen.pid = pid;
	patience(3);
	stop_all(pid);
	inject_begin(pid);
	for (size_t i = 0; i < frozen.count; i++)
		read_thread(pid, &frozen.threads[i]);
	memory_areas();
	if (proc_read(status, sizeof status, "/proc/%d/status", pid) <= 0)
		give_up("process %d has ended", pid);
	read_process(pid, status);
	descriptors_clear(&frozen.opened);
	if (descriptors_read(pid, flags, &frozen.opened))
		longjmp(recovery, 1);
	special_probe(&frozen.opened);
	flush_files();
	blob_map(pid, mappings());
	next_timer = ask_process(status);
	keep_xstate(&frozen.threads[0]);
	for (size_t i = 1; i < frozen.count; i++) {
		ask_thread(&frozen.threads[i]);
		keep_xstate(&frozen.threads[i]);
	}
	stop_timers(next_timer);
	take_signals();
	patience(0);
}
