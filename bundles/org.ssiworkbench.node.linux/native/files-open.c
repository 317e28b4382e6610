/* Files and folders of the shared directory that nodes have open. */
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FLAGS = O_ACCMODE | O_APPEND | O_TRUNC | O_SYNC | O_DSYNC };

static struct inode_key key_of(const struct handle *h)
{
	struct stat s;

	if (fstat(h->fd, &s))
		return (struct inode_key){ 0, 0 };
	return (struct inode_key){ s.st_dev, s.st_ino };
}

static void opened(struct fuse_open_out *out, uint64_t fh, int flags)
{
	*out = (struct fuse_open_out){ .fh = fh, .open_flags = flags };
}

int open_file(struct call *c, struct inode *i)
{
	const struct fuse_open_in *in = (const void *)c->in;
	int fd = open_inode(i, in->flags & OPEN_FLAGS, S_IFREG);

	if (fd < 0)
		return -fd;
	opened((void *)c->out, new_handle(c->fs, fd, NULL), FOPEN_DIRECT_IO);
	c->out_length = sizeof(struct fuse_open_out);
	return 0;
}

int create_file(struct call *c, int parent)
{
	const struct fuse_create_in *in = (const void *)c->in;
	const char *text = name(c, sizeof *in);
	struct stat s;
	int fd, error;

	if (!text)
		return EINVAL;
	fd = openat(parent, text, (in->flags & (OPEN_FLAGS | O_EXCL)) | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
		    in->mode & 07777);
	if (fd < 0)
		return errno;
	error = fstat(fd, &s) ? errno : S_ISREG(s.st_mode) ? made(c, parent, text) : EACCES;
	if (error) {
		close(fd);
		return error;
	}
	opened((void *)(c->out + c->out_length), new_handle(c->fs, fd, NULL), FOPEN_DIRECT_IO);
	c->out_length += sizeof(struct fuse_open_out);
	return 0;
}

int open_folder(struct call *c, struct inode *i)
{
	int fd = open_inode(i, O_RDONLY | O_DIRECTORY, S_IFDIR);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);

	if (!folder)
		return fd < 0 ? -fd : errno;
	opened((void *)c->out, new_handle(c->fs, fd, folder), 0);
	c->out_length = sizeof(struct fuse_open_out);
	return 0;
}

int read_file(struct call *c)
{
	const struct fuse_read_in *in = (const void *)c->in;
	const struct handle *h = handle(c->fs, in->fh);
	ssize_t n = h ? pread(h->fd, c->out, in->size < MAX_DATA ? in->size : MAX_DATA, in->offset) : -1;

	if (n < 0)
		return h ? errno : EBADF;
	c->out_length = n;
	return 0;
}

int write_file(struct call *c)
{
	const struct fuse_write_in *in = (const void *)c->in;
	const struct handle *h = handle(c->fs, in->fh);
	ssize_t n;

	if (!h || in->size > c->in_length - sizeof *in)
		return h ? EINVAL : EBADF;
	n = pwrite(h->fd, c->in + sizeof *in, in->size, in->offset);
	if (n < 0)
		return errno;
	*(struct fuse_write_out *)c->out = (struct fuse_write_out){ .size = n };
	c->out_length = sizeof(struct fuse_write_out);
	return 0;
}

int read_folder(struct call *c)
{
	const struct fuse_read_in *in = (const void *)c->in;
	const struct handle *h = handle(c->fs, in->fh);
	size_t room = in->size < MAX_DATA ? in->size : MAX_DATA;
	const struct dirent *e;

	if (!h || !h->folder)
		return EBADF;
	if (telldir(h->folder) != (long)in->offset)
		seekdir(h->folder, in->offset);
	while ((e = readdir(h->folder))) {
		struct fuse_dirent *d = (void *)(c->out + c->out_length);
		size_t length = strlen(e->d_name), size = FUSE_DIRENT_ALIGN(FUSE_NAME_OFFSET + length);

		if (c->out_length + size > room)
			break;
		memset(d, 0, size);
		*d = (struct fuse_dirent){ e->d_ino, e->d_off, length, e->d_type };
		memcpy(d->name, e->d_name, length);
		c->out_length += size;
	}
	return 0;
}

int close_handle(struct call *c)
{
	const struct fuse_release_in *in = (const void *)c->in;
	struct handle *h = handle(c->fs, in->fh);

	if (!h)
		return EBADF;
	if (in->release_flags & FUSE_RELEASE_FLOCK_UNLOCK)
		lock_drop(key_of(h), (struct owner){ c->node, in->lock_owner, 1 });
	if (h->folder)
		closedir(h->folder);
	else
		close(h->fd);
	*h = (struct handle){ .fd = -1 };
	return 0;
}

/* A process closes a file: the ranges it holds on it are free, even if others have it open still. */
int flush(struct call *c)
{
	const struct fuse_flush_in *in = (const void *)c->in;
	const struct handle *h = handle(c->fs, in->fh);

	if (!h)
		return EBADF;
	lock_drop(key_of(h), (struct owner){ c->node, in->lock_owner, 0 });
	return 0;
}

int sync_handle(struct call *c)
{
	const struct fuse_fsync_in *in = (const void *)c->in;
	const struct handle *h = handle(c->fs, in->fh);

	if (!h)
		return EBADF;
	return (in->fsync_flags & 1 ? fdatasync(h->fd) : fsync(h->fd)) ? errno : 0;
}

int lock(struct call *c, int opcode)
{
	const struct fuse_lk_in *in = (const void *)c->in;
	const struct handle *h = handle(c->fs, in->fh);
	struct owner owner = { c->node, in->owner, !!(in->lk_flags & FUSE_LK_FLOCK) };

	if (!h)
		return EBADF;
	if (opcode != FUSE_GETLK)
		return lock_set(key_of(h), owner, in->lk, opcode == FUSE_SETLKW, c->ticket);
	*(struct fuse_lk_out *)c->out = (struct fuse_lk_out){ in->lk };
	c->out_length = sizeof(struct fuse_lk_out);
	return lock_test(key_of(h), owner, &((struct fuse_lk_out *)c->out)->lk);
}

int allocate(struct call *c)
{
	const struct fuse_fallocate_in *in = (const void *)c->in;
	const struct handle *h = handle(c->fs, in->fh);

	if (!h)
		return EBADF;
	return fallocate(h->fd, in->mode, in->offset, in->length) ? errno : 0;
}
