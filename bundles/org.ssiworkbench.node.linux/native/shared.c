/* /shared, the directory that all nodes have in common; the host serves it, see docs/shared-directory.md. */
#include "ssi.h"

#include <errno.h>
#include <sys/mount.h>
#include <sys/stat.h>

#define SHARED "/shared"

void mount_shared(void)
{
	if (!number("ssi_shared", 0))
		return;
	if (mkdir(SHARED, 0755) && errno != EEXIST)
		die("cannot make " SHARED);
	insert_module("fs/fuse/fuse");
	insert_module("fs/fuse/virtiofs");
	if (mount("shared", SHARED, "virtiofs", 0, NULL))
		die("cannot mount " SHARED);
}
