/* A stand-in as a child of its true parent, or of the mover's parent. */
#include "mover.h"

#include <errno.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The child shares the parent's memory until it becomes the program; the parent stands still meanwhile. */
static void have_child(pid_t parent, pid_t pid, pid_t group, char **words)
{
	struct clone_args how = { .flags = CLONE_VM | CLONE_CLEAR_SIGHAND, .exit_signal = SIGCHLD };
	uint64_t all = ~0ull;

	if (ptrace(PTRACE_SETOPTIONS, parent, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACECLONE)
			|| ptrace(PTRACE_SETSIGMASK, parent, sizeof all, &all))
		give_up("process %d has ended", parent);
	how.set_tid = with_data(&pid, sizeof pid);
	how.set_tid_size = 1;
	need(add(SYS_clone3, with_data(&how, sizeof how), sizeof how, 0, 0, 0, 0), "a stand-in cannot be made");
	run_needed(parent, 0);
	call_one(pid, SYS_setpgid, 0, group == pid ? 0 : group, 0, 0, 0, 0);
	call_one(pid, SYS_close_range, 0, ~0u, 0, 0, 0, 0);
	if (become(pid, words)) {
		kill(pid, SIGKILL);
		await_end(pid);
		give_up("%s cannot be run", words[0]);
	}
	ptrace(PTRACE_DETACH, pid, 0, 0);
}

static void have_own(pid_t pid, pid_t group, char **words)
{
	pid_t made = clone_beside(pid);
	sigset_t all;

	if (made < 0)
		give_up("pid %d is taken on this node: %s", pid, strerror(errno));
	if (made)
		return;
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	if (setpgid(0, group == pid ? 0 : group))
		setpgid(0, 0);
	close_range(0, ~0u, 0);
	execve(words[0], words + 1, (char *[]){ NULL });
	_exit(127);
}

/* A parent that runs is stopped for it and goes on unchanged. */
static void stop_for_child(pid_t parent, pid_t pid, pid_t group, char **words)
{
	struct user_regs_struct regs;
	struct areas none = { NULL, 0, 0 };
	uint64_t mask;

	stop_task(parent, 0);
	if (ptrace(PTRACE_GETREGS, parent, 0, &regs) || ptrace(PTRACE_GETSIGMASK, parent, sizeof mask, &mask))
		give_up("process %d has ended", parent);
	inject_begin(parent);
	blob_map(parent, &none);
	have_child(parent, pid, group, words);
	blob_unmap(parent);
	interrupt_task(parent);
	if (ptrace(PTRACE_SETREGS, parent, 0, &regs) || ptrace(PTRACE_SETSIGMASK, parent, sizeof mask, &mask))
		give_up("process %d has ended", parent);
	ptrace(PTRACE_DETACH, parent, 0, 0);
	inject_end();
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
	if (!parent)
		have_own(pid, group, words);
	else if (parent == stopped)
		have_child(parent, pid, group, words);
	else
		stop_for_child(parent, pid, group, words);
	patience(0);
	reply(RE_STANDS_IN, NULL, 0);
}
