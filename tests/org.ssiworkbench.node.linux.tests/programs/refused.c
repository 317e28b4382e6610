/* A process that cannot be moved, for the reason named. */
#include "steps.h"

#include <signal.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/wait.h>

static void deleted(const char *log)
{
	char name[256];

	snprintf(name, sizeof name, "%s.gone", log);
	must(open(name, O_CREAT | O_RDWR, 0600) >= 0 && !unlink(name), name);
}

static void shared(void)
{
	must(mmap(NULL, 4096, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED, "mmap");
	if (fork() == 0)
		for (;;)
			pause();
}

int main(int argc, char **argv)
{
	const char *why = argc > 2 ? argv[2] : "";

	begin_steps(argc, argv);
	if (!strcmp(why, "socket"))
		must(socket(AF_INET, SOCK_STREAM, 0) >= 0, why);
	else if (!strcmp(why, "inotify"))
		must(inotify_init() >= 0, why);
	else if (!strcmp(why, "terminal"))
		must(open("/dev/ptmx", O_RDWR | O_NOCTTY) >= 0, why);
	else if (!strcmp(why, "lock"))
		must(!flock(steps_log, LOCK_EX), why);
	else if (!strcmp(why, "pinned"))
		signal(63, SIG_IGN);
	else if (!strcmp(why, "deleted"))
		deleted(argv[1]);
	else if (!strcmp(why, "shared"))
		shared();
	else if (!strcmp(why, "sysv"))
		must(shmat(shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600), NULL, 0) != (void *)-1, why);
	for (int n = 0;; n++)
		step(n, "%s", why);
}
