/*
 * Roots: a folder that is never written to, and above it a layer in the node's memory. The node's own is the host's /; users'
 * processes may have another.
 */
#include "ssi.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The users' root is put together where they will have no use for what is there: they get another /proc. */
#define PLACE "/proc"

void mount_or_die(const char *type, const char *at, unsigned long flags, const char *options)
{
	if (mount(type, at, type, flags, options))
		die("cannot mount %s on %s", type, at);
}

int insert_module(const char *name)
{
	char path[512];
	int fd, result;

	snprintf(path, sizeof path, "%s/kernel/%s.ko", setting("ssi_modules", "/lib/modules"), name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	result = fd < 0 ? -1 : syscall(SYS_finit_module, fd, "", 0);
	if (fd >= 0)
		close(fd);
	return result;
}

static int read_only(void)
{
	return !strcmp(setting("ssi_root", "private"), "readonly");
}

static void make_folders(const char *place, const char *const *folders)
{
	char path[64];

	for (; *folders; folders++) {
		snprintf(path, sizeof path, "%s/%s", place, *folders);
		mkdir(path, 0755);
	}
}

/* A file system of its own for a root and its layer. */
static void prepare(const char *place)
{
	static const char *const folders[] = { "upper", "work", "root", NULL };

	mount_or_die("tmpfs", place, 0, "mode=755");
	make_folders(place, folders);
}

/* Whatever the folder below has for what will be mounted, if it has it at all: these are folders of the layer. */
static void prepare_mounts(const char *place)
{
	static const char *const folders[] = { "upper/proc", "upper/sys", "upper/dev", "upper/run", "upper" SHARED, NULL };

	make_folders(place, folders);
}

static void lay_over(const char *below, const char *place)
{
	unsigned long flags = read_only() ? MS_RDONLY : 0;
	char root[64], options[256];

	snprintf(root, sizeof root, "%s/root", place);
	snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s/upper,workdir=%s/work", below, place, place);
	if (!mount("root", root, "overlay", flags, options))
		return;
	if (insert_module("fs/overlayfs/overlay"))
		die("cannot load overlay.ko from %s, which the private layer needs", setting("ssi_modules", "/lib/modules"));
	if (mount("root", root, "overlay", flags, options))
		die("cannot lay a private layer over the root");
}

static void enter(const char *root)
{
	if (chdir(root) || mount(".", "/", NULL, MS_MOVE, NULL) || chroot("."))
		die("cannot enter the private root");
}

void private_root(void)
{
	prepare("/run");
	if (read_only())
		prepare_mounts("/run");
	lay_over("/", "/run");
	enter("/run/root");
}

const char *users_root(void)
{
	static const char *root;	/* a program's environment is another */

	if (!root)
		root = setting("ssi_users_root", NULL);
	return root;
}

const char *in_users_root(void)
{
	static char text[4200];

	if (users_root())
		snprintf(text, sizeof text, " in the root %s", users_root());
	return text;
}

/* What is mounted on it later shows there, too. */
static void show(const char *folder)
{
	char path[64];

	snprintf(path, sizeof path, PLACE "/root%s", folder);
	if (mount(folder, path, NULL, MS_BIND | MS_REC, NULL))
		die("cannot show %s in the root", folder);
}

void enter_users_root(void)
{
	if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL))
		die("cannot keep the mounts of the root to users' processes");
	prepare(PLACE);
	prepare_mounts(PLACE);
	mkdir(PLACE "/below", 0755);
	if (mount("none", PLACE "/below", "hostfs", MS_RDONLY, users_root()))
		die("cannot mount the root %s", users_root());
	lay_over(PLACE "/below", PLACE);
	show("/sys");
	show("/dev");
	show("/run");
	mount_shared(PLACE "/root" SHARED);
	enter(PLACE "/root");
}
