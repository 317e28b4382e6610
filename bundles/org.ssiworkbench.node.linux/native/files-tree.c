/* The tree of the shared directory: names, attributes, and what changes them. */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { MAX_NAME = 255 };

/* To all nodes the folder itself is like /tmp, whoever owns it on the host. */
static void fill(struct fuse_attr *a, const struct stat *s, int is_root)
{
	*a = (struct fuse_attr){ .ino = s->st_ino, .size = s->st_size, .blocks = s->st_blocks, .atime = s->st_atim.tv_sec,
		.mtime = s->st_mtim.tv_sec, .ctime = s->st_ctim.tv_sec, .atimensec = s->st_atim.tv_nsec,
		.mtimensec = s->st_mtim.tv_nsec, .ctimensec = s->st_ctim.tv_nsec, .mode = s->st_mode, .nlink = s->st_nlink,
		.uid = s->st_uid, .gid = s->st_gid, .rdev = s->st_rdev, .blksize = s->st_blksize };
	if (s->st_uid == geteuid())
		a->uid = 0;
	if (s->st_gid == getegid())
		a->gid = 0;
	if (is_root)
		a->mode = S_IFDIR | 01777;
}

int attributes(struct call *c, const struct inode *i)
{
	struct fuse_attr_out *out = (void *)c->out;
	struct stat s;

	if (fstatat(i->fd, "", &s, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW))
		return errno;
	*out = (struct fuse_attr_out){ 0 };
	fill(&out->attr, &s, i->id == FUSE_ROOT_ID);
	c->out_length = sizeof *out;
	return 0;
}

/* A single name at the request's offset, NUL-terminated, else NULL. */
const char *name(const struct call *c, size_t offset)
{
	const char *text = c->in + offset;
	size_t room = offset < c->in_length ? c->in_length - offset : 0;
	size_t length = strnlen(text, room);

	if (!length || length == room || length > MAX_NAME || memchr(text, '/', length) || !strcmp(text, ".") || !strcmp(text, ".."))
		return NULL;
	return text;
}

int entry(struct call *c, int parent, const char *text)
{
	struct fuse_entry_out *out = (void *)c->out;
	struct stat s;
	int fd = openat(parent, text, O_PATH | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return errno;
	if (fstat(fd, &s)) {
		int error = errno;
		close(fd);
		return error;
	}
	*out = (struct fuse_entry_out){ .nodeid = remember(c->fs, fd, &s)->id };
	fill(&out->attr, &s, 0);
	c->out_length = sizeof *out;
	return 0;
}

/* What a node's process makes belongs to its user, as far as we may give it away; the group may be the folder's. */
int made(struct call *c, int parent, const char *text)
{
	struct stat folder;
	gid_t gid = c->head->gid;

	if (!fstat(parent, &folder) && (folder.st_mode & S_ISGID))
		gid = folder.st_gid;
	if (geteuid() == 0 && (c->head->uid || gid) && fchownat(parent, text, c->head->uid, gid, AT_SYMLINK_NOFOLLOW))
		return errno;
	return entry(c, parent, text);
}

static const char *own_path(int fd)
{
	static char path[32];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return path;
}

/* Opens what an inode stands for. Devices and FIFOs are the nodes' kernels' own business. */
int open_inode(const struct inode *i, int flags, mode_t wanted)
{
	struct stat s;

	if (fstatat(i->fd, "", &s, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW))
		return -errno;
	if ((s.st_mode & S_IFMT) != wanted)
		return -EACCES;
	int fd = open(own_path(i->fd), flags | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

static int set_times(const struct fuse_setattr_in *in, const struct inode *i)
{
	struct timespec times[2] = { { in->atime, in->atimensec }, { in->mtime, in->mtimensec } };

	if (!(in->valid & FATTR_ATIME))
		times[0].tv_nsec = UTIME_OMIT;
	if (!(in->valid & FATTR_MTIME))
		times[1].tv_nsec = UTIME_OMIT;
	if (in->valid & FATTR_ATIME_NOW)
		times[0].tv_nsec = UTIME_NOW;
	if (in->valid & FATTR_MTIME_NOW)
		times[1].tv_nsec = UTIME_NOW;
	return utimensat(i->fd, "", times, AT_EMPTY_PATH) ? errno : 0;
}

static int set_owner(const struct fuse_setattr_in *in, const struct inode *i)
{
	uid_t uid = in->valid & FATTR_UID ? in->uid : (uid_t)-1;
	gid_t gid = in->valid & FATTR_GID ? in->gid : (gid_t)-1;

	if (geteuid() && (uid == 0 || uid == (uid_t)-1) && (gid == 0 || gid == (gid_t)-1))
		return 0;
	return fchownat(i->fd, "", uid, gid, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW) ? errno : 0;
}

static int set_size(struct call *c, const struct fuse_setattr_in *in, const struct inode *i)
{
	const struct handle *h = in->valid & FATTR_FH ? handle(c->fs, in->fh) : NULL;
	int fd = h ? h->fd : open_inode(i, O_WRONLY, S_IFREG);
	int error = fd < 0 ? -fd : ftruncate(fd, in->size) ? errno : 0;

	if (!h && fd >= 0)
		close(fd);
	return error;
}

int set_attributes(struct call *c, struct inode *i)
{
	const struct fuse_setattr_in *in = (const void *)c->in;
	int error = 0;

	if (i->id == FUSE_ROOT_ID)
		return EPERM;
	if (in->valid & FATTR_MODE && chmod(own_path(i->fd), in->mode & 07777))
		error = errno;
	if (!error && in->valid & (FATTR_UID | FATTR_GID))
		error = set_owner(in, i);
	if (!error && in->valid & FATTR_SIZE)
		error = set_size(c, in, i);
	if (!error && in->valid & (FATTR_ATIME | FATTR_MTIME))
		error = set_times(in, i);
	return error ? error : attributes(c, i);
}

int make_node(struct call *c, int parent)
{
	const struct fuse_mknod_in *in = (const void *)c->in;
	const char *text = name(c, sizeof *in);

	if (!text)
		return EINVAL;
	if (!S_ISREG(in->mode) && !S_ISFIFO(in->mode) && !S_ISSOCK(in->mode))
		return EPERM;
	return mknodat(parent, text, in->mode, 0) ? errno : made(c, parent, text);
}

int make_folder(struct call *c, int parent)
{
	const struct fuse_mkdir_in *in = (const void *)c->in;
	const char *text = name(c, sizeof *in);

	if (!text)
		return EINVAL;
	return mkdirat(parent, text, in->mode & 07777) ? errno : made(c, parent, text);
}

int make_symlink(struct call *c, int parent)
{
	const char *text = name(c, 0), *target = text ? text + strlen(text) + 1 : NULL;

	if (!text || target >= c->in + c->in_length || !memchr(target, 0, c->in + c->in_length - target))
		return EINVAL;
	return symlinkat(target, parent, text) ? errno : made(c, parent, text);
}

int make_link(struct call *c, int parent)
{
	const struct fuse_link_in *in = (const void *)c->in;
	const char *text = name(c, sizeof *in);
	struct inode *old = inode(c->fs, in->oldnodeid);

	if (!text || !old)
		return EINVAL;
	return linkat(AT_FDCWD, own_path(old->fd), parent, text, AT_SYMLINK_FOLLOW) ? errno : entry(c, parent, text);
}

int rename_entry(struct call *c, int parent, uint64_t to, unsigned flags, size_t offset)
{
	const char *from = name(c, offset);
	const char *text = from ? name(c, offset + strlen(from) + 1) : NULL;
	struct inode *folder = inode(c->fs, to);

	if (!text || !folder)
		return EINVAL;
	return renameat2(parent, from, folder->fd, text, flags) ? errno : 0;
}

int delete_entry(struct call *c, int parent, int flags)
{
	const char *text = name(c, 0);

	if (!text)
		return EINVAL;
	return unlinkat(parent, text, flags) ? errno : 0;
}

int read_link(struct call *c, const struct inode *i)
{
	ssize_t n = readlinkat(i->fd, "", c->out, 4096);

	if (n < 0)
		return errno;
	c->out_length = n;
	return 0;
}

int state(struct call *c, const struct inode *i)
{
	struct fuse_statfs_out *out = (void *)c->out;
	struct statvfs s;

	if (fstatvfs(i->fd, &s))
		return errno;
	*out = (struct fuse_statfs_out){ .st = { .blocks = s.f_blocks, .bfree = s.f_bfree, .bavail = s.f_bavail,
		.files = s.f_files, .ffree = s.f_ffree, .bsize = s.f_bsize, .namelen = s.f_namemax, .frsize = s.f_frsize } };
	c->out_length = sizeof *out;
	return 0;
}
