/* Timers of the frozen process and the signals that wait for it: both are taken out of the kernel. */
#include "mover.h"

#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>

enum { MAX_TIMER_ID = 4096 };

static siginfo_t signals_seen[MAX_SIGNALS];

static siginfo_t *copy_signals(const siginfo_t *from, int count)
{
	siginfo_t *copy = malloc((count + 1) * sizeof *copy);

	if (!copy)
		give_up("this node is out of memory");
	memcpy(copy, from, count * sizeof *copy);
	return copy;
}

/* Stops each POSIX timer there may be: ids are given out in ascending order, `next` is the first that was not. */
void stop_timers(int next)
{
	struct itimerspec nothing = { { 0, 0 }, { 0, 0 } };

	if (next > MAX_TIMER_ID)
		give_up("it has made more than %d timers in its life", MAX_TIMER_ID);
	add(SYS_timer_delete, next, 0, 0, 0, 0, 0);
	for (int first = 0; first <= next; ) {
		int count = next - first < BATCH_MAX - 10 ? next - first : BATCH_MAX - 10, calls[BATCH_MAX];
		uint64_t zero = with_data(&nothing, sizeof nothing), old = data_room(count * sizeof nothing + 1);

		for (int i = 0; i < count; i++)
			calls[i] = add(SYS_timer_settime, first + i, 0, zero, old + i * sizeof nothing, 0, 0);
		run(frozen.pid, 0);
		for (int i = 0; i < count; i++) {
			struct image_timer *t = &frozen.timers[frozen.is.timers];
			if (result(calls[i]))
				continue;
			if (frozen.is.timers == MAX_TIMERS)
				give_up("it has more than %d timers", MAX_TIMERS);
			*t = (struct image_timer){ .id = first + i, .notify = SIGEV_NONE };
			read_memory(old + i * sizeof nothing, t->interval, 2 * sizeof t->interval);
			frozen.is.timers++;
		}
		first += count + 1;
	}
}

static int of_timer(const siginfo_t *s, const struct image_timer *t)
{
	return s->si_code == SI_TIMER && s->si_timerid == t->id;
}

static void learn_timer(struct image_timer *t, const siginfo_t *s, pid_t tid)
{
	t->signal = s->si_signo;
	t->value = (uint64_t)s->si_value.sival_ptr;
	t->notify = tid ? SIGEV_THREAD_ID : SIGEV_SIGNAL;
	t->tid = tid;
}

static void look_for_timers(const siginfo_t *signals, int count, pid_t tid)
{
	for (uint32_t k = 0; k < frozen.is.timers; k++)
		for (int i = 0; i < count; i++)
			if (frozen.timers[k].notify == SIGEV_NONE && of_timer(&signals[i], &frozen.timers[k]))
				learn_timer(&frozen.timers[k], &signals[i], tid);
}

static int look_at_queues(void)
{
	int unknown = 0;

	look_for_timers(signals_seen, peek_signals(frozen.pid, 1, signals_seen, MAX_SIGNALS), 0);
	for (size_t i = 0; i < frozen.count; i++)
		look_for_timers(signals_seen, peek_signals(frozen.threads[i].is.tid, 0, signals_seen, MAX_SIGNALS),
				frozen.threads[i].is.tid);
	for (uint32_t k = 0; k < frozen.is.timers; k++)
		unknown += frozen.timers[k].notify == SIGEV_NONE;
	return unknown;
}

/* What a timer does when it expires, no call tells: those that wait in no queue yet are let expire, with all signals blocked. */
static void learn_timers(void)
{
	struct itimerspec at_once = { { 0, 0 }, { 0, 1 } };
	struct timespec moment = { 0, 2000000 };
	uint64_t at;

	if (!frozen.is.timers || !look_at_queues())
		return;
	at = with_data(&at_once, sizeof at_once);
	for (uint32_t k = 0; k < frozen.is.timers; k++)
		if (frozen.timers[k].notify == SIGEV_NONE)
			add(SYS_timer_settime, frozen.timers[k].id, 0, at, 0, 0, 0);
	run(frozen.pid, 0);
	for (int i = 0; i < 10 && look_at_queues(); i++)
		nanosleep(&moment, NULL);
}

static int same_signal(const siginfo_t *a, const siginfo_t *b)
{
	return !memcmp(a, b, 48);
}

static int take_known(const siginfo_t *signal, siginfo_t *list, int *count)
{
	for (int i = 0; i < *count; i++)
		if (same_signal(signal, &list[i])) {
			memmove(&list[i], &list[i + 1], (*count - i - 1) * sizeof *list);
			--*count;
			return 1;
		}
	return 0;
}

struct seen {
	siginfo_t *signals;
	int count;
};

static int is_expiry(const siginfo_t *signal, const struct seen *shared)
{
	if (signal->si_code != SI_TIMER)
		return 0;
	for (int i = 0; i < shared->count; i++)
		if (same_signal(signal, &shared->signals[i]))
			return 0;
	for (uint32_t k = 0; k < frozen.is.timers; k++)
		if (of_timer(signal, &frozen.timers[k]))
			return 1;
	return 0;
}

/*
 * Takes a task's signals out of its queues, so that what comes later is known as late. Its own are told from those of the
 * whole process by what was seen in its queue before; expiries that learn_timers brought about are forgotten.
 */
static void drain(struct thread *t, int count, struct seen own, const struct seen *shared)
{
	struct timespec no_time = { 0, 0 };
	uint64_t all = ~0ull;

	t->pending = copy_signals(own.signals, own.count);
	while (count > 0) {
		int part = count < 200 ? count : 200, calls[200];
		uint64_t set = with_data(&all, sizeof all), zero = with_data(&no_time, sizeof no_time);
		uint64_t infos = data_room(part * sizeof(siginfo_t));

		for (int i = 0; i < part; i++)
			calls[i] = add(SYS_rt_sigtimedwait, set, infos + i * sizeof(siginfo_t), zero, 8, 0, 0);
		run(t->is.tid, 0);
		read_memory(infos, signals_seen, part * sizeof(siginfo_t));
		for (int i = 0; i < part; i++) {
			if (result(calls[i]) <= 0)
				continue;
			if (take_known(&signals_seen[i], own.signals, &own.count))
				t->pending[t->pending_count++] = signals_seen[i];
			else if (!is_expiry(&signals_seen[i], shared) && frozen.pending_count < MAX_SIGNALS)
				frozen.pending[frozen.pending_count++] = signals_seen[i];
		}
		count -= part;
	}
}

static struct seen see(pid_t tid, int whole)
{
	int count = peek_signals(tid, whole, signals_seen, MAX_SIGNALS / 2);

	return (struct seen){ copy_signals(signals_seen, count), count };
}

void take_signals(void)
{
	struct seen *own = calloc(frozen.count + 1, sizeof *own), shared;

	if (!own)
		give_up("this node is out of memory");
	shared = see(frozen.pid, 1);
	for (size_t i = 0; i < frozen.count; i++)
		own[i] = see(frozen.threads[i].is.tid, 0);
	learn_timers();
	frozen.pending = calloc(MAX_SIGNALS, sizeof *frozen.pending);
	if (!frozen.pending)
		give_up("this node is out of memory");
	for (size_t i = 0; i < frozen.count; i++) {
		pid_t tid = frozen.threads[i].is.tid;
		int count = peek_signals(tid, 0, signals_seen, MAX_SIGNALS / 4);

		if (i == 0)
			count += peek_signals(tid, 1, signals_seen, MAX_SIGNALS / 4);
		if (count)
			drain(&frozen.threads[i], count, own[i], &shared);
		free(own[i].signals);
	}
	free(shared.signals);
	free(own);
}
