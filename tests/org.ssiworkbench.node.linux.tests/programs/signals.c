/* Handlers, masks, signals that wait in order, timers, and what a process inherits or limits. */
#include "steps.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>

static volatile int alarms, expiries, order, usr1;

static void on_signal(int signal, siginfo_t *info, void *context)
{
	(void)context;
	if (signal == SIGALRM)
		alarms++;
	else if (signal == SIGUSR1)
		usr1++;
	else if (info->si_code == SI_TIMER)
		expiries += info->si_value.sival_int == 4242;
	else
		order = 10 * order + info->si_value.sival_int;
}

static void handle(int signal)
{
	struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART };

	sigaddset(&action.sa_mask, SIGHUP);
	sigaction(signal, &action, NULL);
}

static void keep_waiting(sigset_t *held)
{
	sigemptyset(held);
	sigaddset(held, SIGRTMIN + 2);
	sigaddset(held, SIGUSR1);
	sigprocmask(SIG_BLOCK, held, NULL);
	for (int i = 1; i <= 3; i++)
		sigqueue(getpid(), SIGRTMIN + 2, (union sigval){ .sival_int = i });
	kill(getpid(), SIGUSR1);
}

static void start_timers(void)
{
	struct itimerval often = { { 0, 50000 }, { 0, 50000 } };
	struct itimerspec regularly = { { 0, 40000000 }, { 0, 40000000 } };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN + 3, .sigev_value.sival_int = 4242 };
	timer_t unused, timer;

	setitimer(ITIMER_REAL, &often, NULL);
	timer_create(CLOCK_MONOTONIC, &event, &unused);
	timer_create(CLOCK_MONOTONIC, &event, &timer);
	timer_delete(unused);
	timer_settime(timer, 0, &regularly, NULL);
}

static void check_all(pid_t group, pid_t session)
{
	struct rlimit files;
	struct sigaction action;
	char folder[64];
	mode_t mask = umask(0);

	umask(mask);
	getrlimit(RLIMIT_NOFILE, &files);
	sigaction(SIGPIPE, NULL, &action);
	must(mask == 0137, "umask");
	must(files.rlim_cur == 77 && files.rlim_max == 777, "limits");
	must(getcwd(folder, sizeof folder) && !strcmp(folder, "/usr/bin"), "working directory");
	must(getpriority(PRIO_PROCESS, 0) == 3, "priority");
	must(getpgrp() == group && getsid(0) == session, "group and session");
	must(action.sa_handler == SIG_IGN, "ignored signal");
}

/* A file named so that it is there lets the signals through. */
int main(int argc, char **argv)
{
	struct rlimit files = { 77, 777 };
	pid_t group = getpgrp(), session = getsid(0);
	sigset_t held;

	begin_steps(argc, argv);
	umask(0137);
	must(!chdir("/usr/bin") && nice(3) == 3, "beginning");
	setrlimit(RLIMIT_NOFILE, &files);
	signal(SIGPIPE, SIG_IGN);
	for (const int *s = (int[]){ SIGALRM, SIGUSR1, SIGRTMIN + 2, SIGRTMIN + 3, 0 }; *s; s++)
		handle(*s);
	keep_waiting(&held);
	start_timers();
	for (int n = 0;; n++) {
		check_all(group, session);
		if (argc > 2 && !access(argv[2], F_OK))
			sigprocmask(SIG_UNBLOCK, &held, NULL);
		must((order == 0 && usr1 == 0) || (order == 123 && usr1 == 1), "signals that waited");
		step(n, "alarms %d expiries %d order %d usr1 %d", alarms, expiries, order, usr1);
	}
}
