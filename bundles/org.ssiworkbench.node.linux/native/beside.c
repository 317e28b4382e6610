/* What other processes of this node are made to do: to have a child, to become something else. */
#include "mover.h"

#include <errno.h>
#include <linux/sched.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Another mover may be at it. */
static void stop_patiently(pid_t pid)
{
	struct timespec moment = { 0, 10000000 };

	for (int i = 0; i < 200 && ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACECLONE); i++) {
		if (errno != EPERM || i == 199)
			give_up("process %d cannot be stopped: %s", pid, strerror(errno));
		nanosleep(&moment, NULL);
	}
	if (ptrace(PTRACE_INTERRUPT, pid, 0, 0))
		give_up("process %d has ended", pid);
	await_event(pid);
}

void pause_process(pid_t pid, struct paused *p)
{
	struct areas none = { NULL, 0, 0 };
	uint64_t all = ~0ull;

	stop_patiently(pid);
	p->pid = pid;
	if (ptrace(PTRACE_GETREGS, pid, 0, &p->regs) || ptrace(PTRACE_GETSIGMASK, pid, sizeof p->mask, &p->mask)
			|| ptrace(PTRACE_SETSIGMASK, pid, sizeof all, &all))
		give_up("process %d has ended", pid);
	p->before = inject_other(pid, 0);
	blob_map(pid, &none);
}

void continue_process(const struct paused *p)
{
	blob_unmap(p->pid);
	interrupt_task(p->pid);
	if (ptrace(PTRACE_SETREGS, p->pid, 0, &p->regs) || ptrace(PTRACE_SETSIGMASK, p->pid, sizeof p->mask, &p->mask))
		give_up("process %d has ended", p->pid);
	ptrace(PTRACE_DETACH, p->pid, 0, 0);
	inject_back(&p->before);
}

pid_t bear(pid_t parent, pid_t pid, uint64_t flags, int signal)
{
	struct clone_args how = { .flags = flags | CLONE_CLEAR_SIGHAND, .exit_signal = signal };
	int call;

	if (pid) {
		how.set_tid = with_data(&pid, sizeof pid);
		how.set_tid_size = 1;
	}
	call = add(SYS_clone3, with_data(&how, sizeof how), sizeof how, 0, 0, 0, 0);
	need(call, "a pid cannot be had on this node");
	run_needed(parent, 0);
	return result(call);
}

void bear_program(pid_t parent, pid_t pid, uint64_t flags, int signal, pid_t group, char **words)
{
	struct injection before;
	int error;

	pid = bear(parent, pid, flags, signal);
	before = inject_other(pid, 1);
	call_one(pid, SYS_setpgid, 0, group == pid ? 0 : group, 0, 0, 0, 0);
	call_one(pid, SYS_close_range, 0, ~0u, 0, 0, 0, 0);
	error = become(pid, words);
	inject_back(&before);
	if (error) {
		kill(pid, SIGKILL);
		await_end(pid);
		give_up("%s cannot be run: %s", words[0], strerror(error));
	}
	ptrace(PTRACE_DETACH, pid, 0, 0);
}

/* The child shares the parent's memory until it becomes the program; the parent stands still meanwhile. */
static void have_child(pid_t parent, pid_t pid, pid_t group, char **words)
{
	bear_program(parent, pid, CLONE_VM, SIGCHLD, group, words);
}

static void have_own(pid_t pid, pid_t group, char **words)
{
	pid_t made = clone_beside(pid);
	sigset_t all;

	if (made < 0)
		give_up("pid %d is taken on this node: %s", pid, strerror(errno));
	if (made)
		return;
	enter_users_view();
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	if (setpgid(0, group == pid ? 0 : group))
		setpgid(0, 0);
	close_range(0, ~0u, 0);
	execve(words[0], words + 1, (char *[]){ NULL });
	_exit(127);
}

static void have_child_of_other(pid_t parent, pid_t pid, pid_t group, char **words)
{
	struct paused p;

	pause_process(parent, &p);
	have_child(parent, pid, group, words);
	continue_process(&p);
}

/* What stood for the leader of a session or a group gets a better program. */
static void replace_stand_in(pid_t pid, char **words)
{
	struct paused p;

	pause_process(pid, &p);
	if (become(pid, words)) {
		continue_process(&p);
		give_up("%s cannot be run", words[0]);
	}
	ptrace(PTRACE_DETACH, pid, 0, 0);
	inject_back(&p.before);
}

void stand_in_beside(const struct frame *f, pid_t stopped)
{
	char **words = f->length > 12 ? split_words(f->payload + 12, f->length - 12) : NULL;
	pid_t pid, parent, group;

	if (!words || !words[0] || !words[1])
		give_up("a wrong STAND_IN");
	pid = get_be32(f->payload);
	parent = get_be32(f->payload + 4);
	group = get_be32(f->payload + 8);
	patience(3);
	if (is_stand_in(pid))
		replace_stand_in(pid, words);
	else if (!parent)
		have_own(pid, group, words);
	else if (parent == stopped)
		have_child(parent, pid, group, words);
	else
		have_child_of_other(parent, pid, group, words);
	patience(0);
	reply(RE_STANDS_IN, NULL, 0);
}
