/*
 * The mount namespace of users' processes: as PID 1's, but for /proc, which shows the processes of the whole cluster, and for
 * the root when the model names one. The agent, PID 1 and its helpers keep the kernel's own /proc and the host's files and so
 * depend on nothing that is done here.
 */
#include "ssi.h"
#include "proc.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t keeper;
static struct stat first_root;		/* PID 1's */

/* Mounts made later are to show in both namespaces, but for those on /proc. */
static int separate(void)
{
	return mkdir(LOCAL_PROC, 0755) || mount("proc", LOCAL_PROC, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL)
		|| mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL) || unshare(CLONE_NEWNS)
		|| mount(NULL, "/proc", NULL, MS_PRIVATE, NULL);
}

/* Without a core's number in /proc/cpuinfo, which UML leaves out, procps finds no boot time and ps -ef fails. */
static void complete_cpuinfo(void)
{
	static const char complete[] = "/run/ssi/cpuinfo";
	FILE *from = fopen("/proc/cpuinfo", "re"), *to = fopen(complete, "we");
	char line[4096];

	while (from && to && fgets(line, sizeof line, from)) {
		fputs(line, to);
		if (!strncmp(line, "processor", 9))
			fputs("core id\t\t: 0\n", to);
	}
	if (from)
		fclose(from);
	if (to && !fclose(to))
		mount(complete, LOCAL_PROC "/cpuinfo", NULL, MS_BIND, NULL);
}

static int mount_proc(void)
{
	char options[128];
	int fuse;

	insert_module("fs/fuse/fuse");
	fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	if (fuse < 0 || separate())
		return -1;
	complete_cpuinfo();
	if (users_root())
		enter_users_root();
	snprintf(options, sizeof options, "fd=%d,rootmode=40555,user_id=0,group_id=0,allow_other", fuse);
	return mount("proc", "/proc", "fuse", MS_NOSUID | MS_NODEV | MS_NOEXEC, options) ? -1 : fuse;
}

/* Keeps the file system in being: what serves it can be replaced at any time. */
static void keep_mounted(int ready)
{
	int fuse = mount_proc();

	if (fuse < 0)
		die("users see only this node's processes in /proc");
	close(ready);
	for (;;) {
		pid_t server = fork();

		if (server == 0) {
			list_begin(number("ssi_node", 0), cluster_offset());
			proc_serve(fuse);
		}
		if (server > 0)
			waitpid(server, NULL, 0);
	}
}

void view_begin(int ready)
{
	if (stat("/", &first_root))
		die("there is no root");
	keeper = fork();
	if (keeper == 0) {
		keep_only(&ready);
		keep_mounted(ready);
	}
}

int view_open(void)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/ns/mnt", keeper);
	return keeper > 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
}

int view_ready(void)
{
	char path[64];
	struct stat root;

	snprintf(path, sizeof path, "/proc/%d/root/.", keeper);
	return !users_root() || (keeper > 0 && !stat(path, &root)
			&& (root.st_dev != first_root.st_dev || root.st_ino != first_root.st_ino));
}

void view_enter(void)
{
	int space = view_open();

	if (space >= 0) {
		setns(space, CLONE_NEWNS);
		close(space);
	}
	errno = 0;
}
