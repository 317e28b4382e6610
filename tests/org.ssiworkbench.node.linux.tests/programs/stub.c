/* Stands in for a process that is elsewhere: it lives, and ends as it is told. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (;;)
		pause();
}
