/* What one node knows of the shared directory: inodes that its kernel has looked up, and what it has open. */
#include "files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUCKETS = 1024, STEP = 64 };

struct fs {
	struct inode root, *buckets[BUCKETS];
	struct inode **inodes;	/* by id, of which the first two are not used */
	struct handle *handles;
	size_t inode_room, handle_room;
};

static int shared_folder = -1;

void fs_folder(const char *path)
{
	umask(0);
	shared_folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (shared_folder < 0)
		die("cannot open the folder %s", path);
}

struct fs *fs_open(void)
{
	struct fs *fs = calloc(1, sizeof *fs);

	if (!fs)
		die("out of memory");
	fs->root = (struct inode){ .fd = shared_folder, .id = FUSE_ROOT_ID };
	return fs;
}

static void close_all(const struct handle *h)
{
	if (h->folder)
		closedir(h->folder);
	else if (h->fd >= 0)
		close(h->fd);
}

void fs_close(struct fs *fs)
{
	for (size_t i = 0; i < fs->handle_room; i++)
		close_all(&fs->handles[i]);
	for (size_t i = 0; i < fs->inode_room; i++)
		if (fs->inodes[i]) {
			close(fs->inodes[i]->fd);
			free(fs->inodes[i]);
		}
	free(fs->inodes);
	free(fs->handles);
	free(fs);
}

static void *grown(void *array, size_t *room, size_t size)
{
	*room += *room / 2 + STEP;
	array = realloc(array, *room * size);
	if (!array)
		die("out of memory");
	return array;
}

/* The inode of an id that the kernel may know, else NULL. */
struct inode *inode(struct fs *fs, uint64_t id)
{
	if (id == FUSE_ROOT_ID)
		return &fs->root;
	return id < fs->inode_room ? fs->inodes[id] : NULL;
}

static uint64_t free_id(struct fs *fs)
{
	size_t before = fs->inode_room, id = FUSE_ROOT_ID + 1;

	while (id < before && fs->inodes[id])
		id++;
	if (id >= before) {
		fs->inodes = grown(fs->inodes, &fs->inode_room, sizeof *fs->inodes);
		memset(fs->inodes + before, 0, (fs->inode_room - before) * sizeof *fs->inodes);
	}
	return id;
}

static struct inode **bucket(struct fs *fs, struct inode_key key)
{
	return &fs->buckets[(key.ino ^ key.dev) % BUCKETS];
}

/* The inode of an O_PATH descriptor, which it takes over; the kernel knows it one time more. */
struct inode *remember(struct fs *fs, int fd, const struct stat *s)
{
	struct inode_key key = { s->st_dev, s->st_ino };
	struct inode **at = bucket(fs, key), *i;

	for (i = *at; i; i = i->next)
		if (i->key.dev == key.dev && i->key.ino == key.ino) {
			close(fd);
			i->lookups++;
			return i;
		}
	i = malloc(sizeof *i);
	if (!i)
		die("out of memory");
	*i = (struct inode){ *at, key, free_id(fs), 1, fd };
	fs->inodes[i->id] = i;
	*at = i;
	return i;
}

void forget(struct fs *fs, uint64_t id, uint64_t times)
{
	struct inode *i = inode(fs, id), **at;

	if (!i || i == &fs->root)
		return;
	i->lookups -= times < i->lookups ? times : i->lookups;
	if (i->lookups)
		return;
	for (at = bucket(fs, i->key); *at != i; at = &(*at)->next)
		;
	*at = i->next;
	close(i->fd);
	fs->inodes[id] = NULL;
	free(i);
}

uint64_t new_handle(struct fs *fs, int fd, DIR *folder)
{
	size_t before = fs->handle_room, i = 0;

	while (i < before && fs->handles[i].fd >= 0)
		i++;
	if (i == before) {
		fs->handles = grown(fs->handles, &fs->handle_room, sizeof *fs->handles);
		for (size_t k = before; k < fs->handle_room; k++)
			fs->handles[k] = (struct handle){ .fd = -1 };
	}
	fs->handles[i] = (struct handle){ fd, folder };
	return i;
}

struct handle *handle(struct fs *fs, uint64_t fh)
{
	return fh < fs->handle_room && fs->handles[fh].fd >= 0 ? &fs->handles[fh] : NULL;
}
