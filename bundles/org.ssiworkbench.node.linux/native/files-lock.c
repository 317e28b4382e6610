/*
 * Locks on the files of the shared directory, of all nodes: ranges of bytes (fcntl, lockf) and whole files (flock), which
 * do not see each other. Who has to wait is told later; a node that ends gives up all it has.
 */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

struct lock {
	struct lock *next;
	struct inode_key file;
	struct owner owner;
	struct fuse_file_lock range;	/* end is part of it */
	uint64_t ticket;		/* of one that waits */
};

enum { MAX_LOCKS = 65536 };

static struct lock *held, *waiting;
static int count;

static int same_owner(struct owner a, struct owner b)
{
	return a.node == b.node && a.id == b.id && a.flock == b.flock;
}

static int same_file(struct inode_key a, struct inode_key b)
{
	return a.dev == b.dev && a.ino == b.ino;
}

static int overlap(const struct fuse_file_lock *a, const struct fuse_file_lock *b)
{
	return a->start <= b->end && b->start <= a->end;
}

static const struct lock *conflict(struct inode_key file, struct owner owner, const struct fuse_file_lock *range)
{
	for (const struct lock *l = held; l; l = l->next)
		if (same_file(l->file, file) && l->owner.flock == owner.flock && !same_owner(l->owner, owner)
				&& overlap(&l->range, range) && (l->range.type == F_WRLCK || range->type == F_WRLCK))
			return l;
	return NULL;
}

static int add(struct lock **list, struct inode_key file, struct owner owner, struct fuse_file_lock range, uint64_t ticket)
{
	struct lock *l = count < MAX_LOCKS ? malloc(sizeof *l) : NULL;

	if (!l)
		return ENOLCK;
	*l = (struct lock){ NULL, file, owner, range, ticket };
	while (*list)
		list = &(*list)->next;
	*list = l;
	count++;
	return 0;
}

static void take_out(struct lock **at)
{
	struct lock *l = *at;

	*at = l->next;
	free(l);
	count--;
}

/* Takes a range away from what an owner holds; what lies on either side of it stays. */
static int cut(struct inode_key file, struct owner owner, const struct fuse_file_lock *range)
{
	for (struct lock **at = &held; *at;) {
		struct lock *l = *at;
		struct fuse_file_lock after = l->range;

		if (!same_file(l->file, file) || !same_owner(l->owner, owner) || !overlap(&l->range, range)) {
			at = &l->next;
			continue;
		}
		after.start = range->end + 1;
		if (range->end < l->range.end && add(&held, file, owner, after, 0))
			return ENOLCK;
		if (range->start > l->range.start) {
			l->range.end = range->start - 1;
			at = &l->next;
		} else {
			take_out(at);
		}
	}
	return 0;
}

/* Gives those who wait what they can have now, in the order in which they came. */
static void grant(void)
{
	for (struct lock **at = &waiting; *at;) {
		struct lock l = **at;

		if (conflict(l.file, l.owner, &l.range)) {
			at = &(*at)->next;
			continue;
		}
		take_out(at);
		cut(l.file, l.owner, &l.range);
		add(&held, l.file, l.owner, l.range, 0);
		files_granted(l.owner.node, l.ticket);
	}
}

int lock_test(struct inode_key file, struct owner owner, struct fuse_file_lock *lock)
{
	const struct lock *other = conflict(file, owner, lock);

	if (other)
		*lock = other->range;
	else
		lock->type = F_UNLCK;
	return 0;
}

int lock_set(struct inode_key file, struct owner owner, struct fuse_file_lock lock, int wait, uint64_t ticket)
{
	int error;

	if (lock.type != F_UNLCK && conflict(file, owner, &lock)) {
		error = wait ? add(&waiting, file, owner, lock, ticket) : EAGAIN;
		return error ? error : ANSWER_LATER;
	}
	error = cut(file, owner, &lock);
	if (!error && lock.type != F_UNLCK)
		error = add(&held, file, owner, lock, 0);
	grant();
	return error;
}

void lock_drop(struct inode_key file, struct owner owner)
{
	struct fuse_file_lock all = { 0, UINT64_MAX, F_UNLCK, 0 };

	lock_set(file, owner, all, 0, 0);
}

void lock_drop_node(const void *node)
{
	for (struct lock **at = &waiting; *at;)
		if ((*at)->owner.node == node)
			take_out(at);
		else
			at = &(*at)->next;
	for (struct lock **at = &held; *at;)
		if ((*at)->owner.node == node)
			take_out(at);
		else
			at = &(*at)->next;
	grant();
}
