/* Threads with storage of their own that wait in every way: condition, time-out, pipe, sleep, not at all. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER, timed_lock;
static pthread_cond_t produced = PTHREAD_COND_INITIALIZER, never;
static int pipe_ends[2], made, used, got, timed_out;
static volatile int spins, on_stack;
static __thread int own;

__attribute__((noreturn)) static void *consumer(void *value)
{
	own = *(int *)value;
	for (;;) {
		pthread_mutex_lock(&lock);
		while (used == made)
			pthread_cond_wait(&produced, &lock);
		used++;
		pthread_mutex_unlock(&lock);
		must(own == *(int *)value, "consumer's storage");
	}
}

__attribute__((noreturn)) static void *reader(void *value)
{
	char byte;

	own = *(int *)value;
	for (;;) {
		must(read(pipe_ends[0], &byte, 1) == 1 && byte == (char)got, "pipe");
		got++;
		must(own == *(int *)value, "reader's storage");
	}
}

__attribute__((noreturn)) static void *waiter(void *value)
{
	own = *(int *)value;
	pthread_mutex_lock(&timed_lock);
	for (;;) {
		struct timespec until;

		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_sec += until.tv_nsec >= 900000000;
		until.tv_nsec = (until.tv_nsec + 100000000) % 1000000000;
		must(pthread_cond_timedwait(&never, &timed_lock, &until) == ETIMEDOUT, "time-out");
		timed_out++;
		must(own == *(int *)value, "waiter's storage");
	}
}

static void on_signal(int signal)
{
	stack_t stack;

	(void)signal;
	sigaltstack(NULL, &stack);
	on_stack = stack.ss_flags & SS_ONSTACK ? 1 : -1;
}

__attribute__((noreturn)) static void *spinner(void *value)
{
	stack_t stack = { .ss_sp = malloc(65536), .ss_size = 65536 };
	double x = 1;

	own = *(int *)value;
	sigaltstack(&stack, NULL);
	for (;;) {
		for (int i = 0; i < 20000; i++)
			x = x * 1.0000001 + 1e-9;
		spins++;
		must(own == *(int *)value && x > 1, "spinner's storage");
		if (spins % 20 == 0)
			usleep(2000);
	}
}

int main(int argc, char **argv)
{
	void *(*const bodies[])(void *) = { consumer, reader, waiter, spinner };
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_ONSTACK | SA_RESTART };
	pthread_mutexattr_t robust;
	pthread_condattr_t monotonic;
	pthread_t threads[4];
	int values[4] = { 11, 22, 33, 44 };

	begin_steps(argc, argv);
	pthread_mutexattr_init(&robust);
	pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&timed_lock, &robust);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&never, &monotonic);
	sigaction(SIGUSR1, &action, NULL);
	must(!pipe(pipe_ends), "pipe");
	for (int i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, bodies[i], &values[i]);
	for (int n = 0;; n++) {
		char byte = n;

		pthread_mutex_lock(&lock);
		made++;
		pthread_cond_signal(&produced);
		pthread_mutex_unlock(&lock);
		must(write(pipe_ends[1], &byte, 1) == 1, "pipe");
		if (n % 10 == 5) {
			on_stack = 0;
			pthread_kill(threads[3], SIGUSR1);
		}
		must(on_stack >= 0, "signal stack");
		must(made - used < 200 && n - got < 200, "threads go on");
		step(n, "used %d got %d timed-out %d spins %d", used, got, timed_out, spins);
	}
}
