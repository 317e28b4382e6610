/* Stands in for a process that is elsewhere: it lives, and on SIGTERM ends with status 7. */
#include <signal.h>
#include <unistd.h>

static void on_signal(int signal)
{
	(void)signal;
	_exit(7);
}

int main(void)
{
	sigset_t none;

	signal(SIGTERM, on_signal);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (;;)
		pause();
}
