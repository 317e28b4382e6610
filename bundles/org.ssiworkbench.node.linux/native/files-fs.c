/*
 * The shared directory as one node sees it: requests of the node's kernel (FUSE) carried out on a folder of the host.
 * Nothing is cached in the nodes, so that each sees at once what another one did. A node gets at nothing but the folder:
 * names are single names, links are never followed here, and what is no plain file is never opened.
 */
#include "files.h"

#include <errno.h>
#include <fcntl.h>

static int begin(struct call *c)
{
	const struct fuse_init_in *in = (const void *)c->in;
	struct fuse_init_out *out = (void *)c->out;

	if (in->major != FUSE_KERNEL_VERSION || in->minor < 31)
		return EPROTO;
	*out = (struct fuse_init_out){ .major = FUSE_KERNEL_VERSION, .minor = 31, .max_readahead = in->max_readahead,
		.flags = in->flags & (FUSE_ASYNC_READ | FUSE_POSIX_LOCKS | FUSE_FLOCK_LOCKS | FUSE_ATOMIC_O_TRUNC | FUSE_BIG_WRITES
				      | FUSE_PARALLEL_DIROPS),
		.max_background = 16, .congestion_threshold = 12, .max_write = MAX_DATA, .time_gran = 1 };
	c->out_length = sizeof *out;
	return 0;
}

static int forget_many(struct call *c)
{
	const struct fuse_batch_forget_in *in = (const void *)c->in;
	const struct fuse_forget_one *one = (const void *)(in + 1);

	for (unsigned i = 0; i < in->count && (const char *)(one + i + 1) <= c->in + c->in_length; i++)
		forget(c->fs, one[i].nodeid, one[i].nlookup);
	return NO_ANSWER;
}

/* Requests about one inode; `i` is the one named in the head. */
static int serve_inode(struct call *c, struct inode *i)
{
	switch (c->head->opcode) {
	case FUSE_LOOKUP:
		return name(c, 0) ? entry(c, i->fd, name(c, 0)) : EINVAL;
	case FUSE_GETATTR:
		return attributes(c, i);
	case FUSE_SETATTR:
		return set_attributes(c, i);
	case FUSE_READLINK:
		return read_link(c, i);
	case FUSE_MKNOD:
		return make_node(c, i->fd);
	case FUSE_MKDIR:
		return make_folder(c, i->fd);
	case FUSE_SYMLINK:
		return make_symlink(c, i->fd);
	case FUSE_LINK:
		return make_link(c, i->fd);
	case FUSE_RENAME:
		return rename_entry(c, i->fd, ((const struct fuse_rename_in *)c->in)->newdir, 0, sizeof(struct fuse_rename_in));
	case FUSE_RENAME2:
		return rename_entry(c, i->fd, ((const struct fuse_rename2_in *)c->in)->newdir,
				    ((const struct fuse_rename2_in *)c->in)->flags, sizeof(struct fuse_rename2_in));
	case FUSE_UNLINK:
		return delete_entry(c, i->fd, 0);
	case FUSE_RMDIR:
		return delete_entry(c, i->fd, AT_REMOVEDIR);
	case FUSE_OPEN:
		return open_file(c, i);
	case FUSE_CREATE:
		return create_file(c, i->fd);
	case FUSE_OPENDIR:
		return open_folder(c, i);
	case FUSE_STATFS:
		return state(c, i);
	default:
		return ENOSYS;
	}
}

/* Returns 0, an error number, or why there is no answer now. */
int fs_serve(struct call *c)
{
	switch (c->head->opcode) {
	case FUSE_INIT:
		return begin(c);
	case FUSE_DESTROY:
		return 0;
	case FUSE_FORGET:
		forget(c->fs, c->head->nodeid, ((const struct fuse_forget_in *)c->in)->nlookup);
		return NO_ANSWER;
	case FUSE_BATCH_FORGET:
		return forget_many(c);
	case FUSE_READ:
		return read_file(c);
	case FUSE_WRITE:
		return write_file(c);
	case FUSE_READDIR:
		return read_folder(c);
	case FUSE_RELEASE:
	case FUSE_RELEASEDIR:
		return close_handle(c);
	case FUSE_FLUSH:
		return flush(c);
	case FUSE_FSYNC:
	case FUSE_FSYNCDIR:
		return sync_handle(c);
	case FUSE_GETLK:
	case FUSE_SETLK:
	case FUSE_SETLKW:
		return lock(c, c->head->opcode);
	case FUSE_FALLOCATE:
		return allocate(c);
	}
	struct inode *i = inode(c->fs, c->head->nodeid);
	return i ? serve_inode(c, i) : ESTALE;
}
