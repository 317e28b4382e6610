/* What becomes of the frozen process: it goes on as if nothing had been, it is killed, or something stands in for it. */
#include "mover.h"
#include "ssi.h"

#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SIGNALS_AT_ONCE = 200 };

static void queue_again(const struct thread *t, const siginfo_t *signals, int count, int whole)
{
	for (int from = 0; from < count; from += SIGNALS_AT_ONCE) {
		for (int i = from; i < count && i < from + SIGNALS_AT_ONCE; i++) {
			uint64_t info = with_data(&signals[i], sizeof signals[i]);

			if (whole)
				add(SYS_rt_sigqueueinfo, OWN_SIGNAL | frozen.pid, signals[i].si_signo, info, 0, 0, 0);
			else
				add(SYS_rt_tgsigqueueinfo, OWN_SIGNAL | frozen.pid, t->is.tid, signals[i].si_signo, info, 0, 0);
		}
		run(t->is.tid, 0);
	}
}

static void arm_again(void)
{
	for (int i = 0; i < 3; i++)
		if (frozen.is.itimers[i][2] || frozen.is.itimers[i][3])
			add(SYS_setitimer, i, with_data(frozen.is.itimers[i], sizeof frozen.is.itimers[i]), 0, 0, 0, 0);
	for (uint32_t i = 0; i < frozen.is.timers; i++) {
		const struct image_timer *t = &frozen.timers[i];
		add(SYS_timer_settime, t->id, 0, with_data(t->interval, sizeof t->interval + sizeof t->left), 0, 0, 0);
	}
	run(frozen.pid, 0);
}

/* Signals and timers back where they were, nothing of ours left, then the registers: the kernel itself restarts the calls. */
static void put_back(void)
{
	queue_again(&frozen.threads[0], frozen.pending, frozen.pending_count, 1);
	for (size_t i = 0; i < frozen.count; i++)
		queue_again(&frozen.threads[i], frozen.threads[i].pending, frozen.threads[i].pending_count, 0);
	if (frozen.disarmed)
		arm_again();
	blob_unmap(frozen.pid);
	interrupt_task(frozen.pid);
}

void thaw(void)
{
	patience(3);
	if (blob_mapped())
		put_back();
	for (size_t i = 0; i < frozen.count; i++) {
		struct thread *t = &frozen.threads[i];

		if (!t->stopped)
			continue;
		if (t->masked && (ptrace(PTRACE_SETREGS, t->is.tid, 0, &t->is.regs)
				|| ptrace(PTRACE_SETSIGMASK, t->is.tid, sizeof t->is.mask, &t->is.mask)))
			give_up("process %d has ended", frozen.pid);
		ptrace(PTRACE_DETACH, t->is.tid, 0, 0);
		t->stopped = 0;
	}
	patience(0);
}

static void put_late(struct buffer *late, pid_t tid, int whole, uint32_t *count)
{
	static siginfo_t signals[256];
	int n = peek_signals(tid, whole, signals, 256);

	for (int i = 0; i < n; i++)
		put_be(late, signals[i].si_signo, 4);
	*count += n;
}

void late_signals(struct buffer *late)
{
	struct buffer signals = { NULL, 0, 0 };
	uint32_t count = 0;

	put_late(&signals, frozen.pid, 1, &count);
	for (size_t i = 0; i < frozen.count; i++)
		put_late(&signals, frozen.threads[i].is.tid, 0, &count);
	put_be(late, count, 4);
	put(late, signals.data, signals.length);
	free(signals.data);
}

void commit_kill(void)
{
	kill(frozen.pid, SIGKILL);
	for (size_t i = 1; i < frozen.count; i++)
		await_end(frozen.threads[i].is.tid);
	await_end(frozen.pid);
}

void doom(void)
{
	for (size_t i = 0; i < frozen.count; i++)
		if (ptrace(PTRACE_SETOPTIONS, frozen.threads[i].is.tid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL))
			give_up("process %d has ended", frozen.pid);
}

void commit_stand_in(char **words, int keep_outside)
{
	patience(3);
	for (size_t i = 1; i < frozen.count; i++)
		end_thread(frozen.threads[i].is.tid);
	frozen.count = 1;
	if (keep_outside) {
		leave_outside(frozen.pid, &frozen.opened);
	} else {
		add(SYS_close_range, 0, ~0u, 0, 0, 0, 0);
		run(frozen.pid, 0);
	}
	if (become(frozen.pid, words)) {
		commit_kill();
		give_up("%s cannot be run in the place of process %d", words[0], frozen.pid);
	}
	ptrace(PTRACE_DETACH, frozen.pid, 0, 0);
	if (!keep_outside)
		kill(frozen.pid, SIGCONT); /* a keeper works, also for a process that was stopped */
	patience(0);
}
