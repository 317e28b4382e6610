/* What the parts of ssi-files share: the program on the host that serves the directory which all nodes see as /shared. */
#ifndef FILES_H
#define FILES_H

#include <dirent.h>
#include <linux/fuse.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

enum { MAX_DATA = 128 << 10, MAX_MESSAGE = MAX_DATA + 4096 };
/* Answers of fs_serve besides error numbers of Linux. */
enum { NO_ANSWER = -1, ANSWER_LATER = -2 };

struct inode_key {
	uint64_t dev, ino;
};

/* A file that a node's kernel knows by `id`. */
struct inode {
	struct inode *next;	/* in its bucket */
	struct inode_key key;
	uint64_t id, lookups;
	int fd;			/* O_PATH */
};

/* What a node has open. */
struct handle {
	int fd;			/* -1: free */
	DIR *folder;
};

/* One request of a node's kernel in its own words (FUSE), and the room for the answer's body. */
struct call {
	struct fs *fs;
	const void *node;
	const struct fuse_in_header *head;
	const char *in;
	size_t in_length;
	char *out;
	size_t out_length;
	uint64_t ticket;	/* names the request to files_granted */
};

/* Who has a lock: a node, and what its kernel calls the owner. */
struct owner {
	const void *node;
	uint64_t id;
	int flock;
};

/* ssi-files.c */
void die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
/* A lock that a node's request waited for is held now. */
void files_granted(const void *node, uint64_t ticket);

/* files-fs.c: returns 0, an error number, or why there is no answer now */
int fs_serve(struct call *c);

/* files-table.c: what a node knows */
void fs_folder(const char *path);
struct fs *fs_open(void);
void fs_close(struct fs *fs);
struct inode *inode(struct fs *fs, uint64_t id);
struct inode *remember(struct fs *fs, int fd, const struct stat *s);
void forget(struct fs *fs, uint64_t id, uint64_t times);
uint64_t new_handle(struct fs *fs, int fd, DIR *folder);
struct handle *handle(struct fs *fs, uint64_t fh);

/* files-tree.c: requests about names and attributes */
const char *name(const struct call *c, size_t offset);
int open_inode(const struct inode *i, int flags, mode_t wanted);
int entry(struct call *c, int parent, const char *text);
int made(struct call *c, int parent, const char *text);
int attributes(struct call *c, const struct inode *i);
int set_attributes(struct call *c, struct inode *i);
int make_node(struct call *c, int parent);
int make_folder(struct call *c, int parent);
int make_symlink(struct call *c, int parent);
int make_link(struct call *c, int parent);
int rename_entry(struct call *c, int parent, uint64_t to, unsigned flags, size_t offset);
int delete_entry(struct call *c, int parent, int flags);
int read_link(struct call *c, const struct inode *i);
int state(struct call *c, const struct inode *i);

/* files-open.c: requests about open files and folders */
int open_file(struct call *c, struct inode *i);
int create_file(struct call *c, int parent);
int open_folder(struct call *c, struct inode *i);
int read_file(struct call *c);
int write_file(struct call *c);
int read_folder(struct call *c);
int close_handle(struct call *c);
int flush(struct call *c);
int sync_handle(struct call *c);
int lock(struct call *c, int opcode);
int allocate(struct call *c);

/* files-lock.c */
int lock_test(struct inode_key file, struct owner owner, struct fuse_file_lock *lock);
int lock_set(struct inode_key file, struct owner owner, struct fuse_file_lock lock, int wait, uint64_t ticket);
void lock_drop(struct inode_key file, struct owner owner);
void lock_drop_node(const void *node);

#endif
