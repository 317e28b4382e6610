/* Attaching to tasks, stopping them, and what waits for them. */
#include "mover.h"

#include <errno.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

void patience(int seconds)
{
	struct itimerval after = { { 0, 200000 }, { seconds, 0 } };

	if (!seconds)
		memset(&after, 0, sizeof after);
	setitimer(ITIMER_REAL, &after, NULL);
}

/* The stop asked for; a signal that comes before it is handed on. */
int await_event(pid_t tid)
{
	for (;;) {
		int status = wait_stop(tid);

		if (status >> 16 == PTRACE_EVENT_STOP)
			return status;
		ptrace(PTRACE_CONT, tid, 0, status >> 16 ? 0 : WSTOPSIG(status) & 0x7f);
	}
}

int stop_task(pid_t tid, int options)
{
	if (ptrace(PTRACE_SEIZE, tid, 0, PTRACE_O_TRACESYSGOOD | options))
		give_up("task %d cannot be stopped: %s", tid, strerror(errno));
	if (ptrace(PTRACE_INTERRUPT, tid, 0, 0))
		give_up("task %d has ended", tid);
	return await_event(tid);
}

void interrupt_task(pid_t tid)
{
	if (ptrace(PTRACE_INTERRUPT, tid, 0, 0) || ptrace(PTRACE_CONT, tid, 0, 0))
		give_up("task %d has ended", tid);
	await_event(tid);
}

int peek_signals(pid_t tid, int whole_process, siginfo_t *info, int max)
{
	struct __ptrace_peeksiginfo_args which = { 0, whole_process ? PTRACE_PEEKSIGINFO_SHARED : 0, max };
	long count = ptrace(PTRACE_PEEKSIGINFO, tid, &which, info);

	return count < 0 ? 0 : count;
}

void await_end(pid_t tid)
{
	int status;

	while (waitpid(tid, &status, __WALL) == tid && WIFSTOPPED(status))
		;
}

void end_thread(pid_t tid)
{
	add(SYS_exit, 0, 0, 0, 0, 0, 0);
	begin_run(tid, 0);
	await_end(tid);
	forget_batch();
}
