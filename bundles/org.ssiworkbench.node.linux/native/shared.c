/* /shared, the directory that all nodes have in common; the host serves it, see docs/shared-directory.md. */
#include "ssi.h"

#include <errno.h>
#include <sys/mount.h>
#include <sys/stat.h>

void mount_shared(const char *at)
{
	if (!number("ssi_shared", 0))
		return;
	if (mkdir(at, 0755) && errno != EEXIST) {
		warn("cannot make " SHARED);
		return;
	}
	insert_module("fs/fuse/fuse");
	insert_module("fs/fuse/virtiofs");
	if (mount("shared", at, "virtiofs", 0, NULL))
		warn("cannot mount " SHARED);
}
