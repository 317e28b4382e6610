/* What is in /proc: the meaning of names and of the numbers by which the kernel knows them. */
#include "proc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_NAMES = 256, LINK_SECONDS = 1, NAME_SECONDS = 60 };
/* The upper half of a node id says what it is, the lower half which one: a name's hash, or a pid. The root is 1. */
enum { ROOT, NAME, LOCAL_PID, REMOTE_PID, REMOTE_FILE };

static char *names[MAX_NAMES];	/* of what is no process, by hash */

static uint64_t id(unsigned kind, unsigned which)
{
	return (uint64_t)kind << 32 | which;
}

static unsigned kind(uint64_t node)
{
	return node >> 32;
}

/* The attributes of what a node id stands for; an error number when it is no more. */
int tree_attributes(uint64_t node, struct fuse_attr *a)
{
	const struct remote *p = NULL;

	*a = (struct fuse_attr){ .ino = node, .nlink = 1, .blksize = 4096 };
	if (kind(node) >= REMOTE_PID) {
		p = list_find((uint32_t)node);
		if (!p)
			return ENOENT;
		a->uid = p->uid;
	}
	if (kind(node) == ROOT || kind(node) == REMOTE_PID) {
		a->mode = S_IFDIR | 0555;
		a->nlink = 2;
	} else {
		a->mode = p ? S_IFREG | 0444 : S_IFLNK | 0777;
	}
	return 0;
}

/* The same at all times, so that a server that replaces another one understands what the kernel has kept; 0 if impossible. */
static unsigned name_id(const char *text)
{
	unsigned hash = 2166136261;

	for (const char *c = text; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619;
	for (int i = 0; i < MAX_NAMES; i++) {
		char **at = &names[(hash + i) % MAX_NAMES];
		if (!*at)
			*at = strdup(text);
		if (*at && !strcmp(*at, text))
			return hash;
	}
	return 0;
}

static const char *name_of(unsigned hash)
{
	for (int i = 0; i < MAX_NAMES && names[(hash + i) % MAX_NAMES]; i++)
		if (name_id(names[(hash + i) % MAX_NAMES]) == hash)
			return names[(hash + i) % MAX_NAMES];
	return NULL;
}

int tree_is_pid(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits && !text[digits] && digits < 8;
}

int tree_is_here(const char *text)
{
	char path[300];
	struct stat s;

	snprintf(path, sizeof path, LOCAL_PROC "/%s", text);
	return !lstat(path, &s);
}

/* A process that executes elsewhere may have a stand-in here, which is not worth seeing. */
static int is_stand_in(const char *text)
{
	char path[64], name[8] = "";
	FILE *f;

	snprintf(path, sizeof path, LOCAL_PROC "/%s/comm", text);
	f = fopen(path, "re");
	if (f) {
		if (!fgets(name, sizeof name, f))
			name[0] = 0;
		fclose(f);
	}
	return !strcmp(name, "stub\n");
}

int tree_is_remote(const char *text)
{
	return list_find(atoi(text)) && (!tree_is_here(text) || is_stand_in(text));
}

uint64_t tree_look_up(uint64_t parent, const char *text, int *seconds)
{
	*seconds = 0;
	if (kind(parent) == REMOTE_PID) {
		for (int i = 0; i < PROC_FILES; i++)
			if (!strcmp(text, proc_files[i]))
				return id(REMOTE_FILE + i, parent);
		return 0;
	}
	if (tree_is_pid(text) && tree_is_remote(text))
		return id(REMOTE_PID, atoi(text));
	if (!tree_is_here(text))
		return 0;
	*seconds = tree_is_pid(text) ? LINK_SECONDS : NAME_SECONDS;
	if (tree_is_pid(text))
		return id(LOCAL_PID, atoi(text));
	return name_id(text) ? id(NAME, name_id(text)) : 0;
}

/* The process to which a thread belongs. */
static int process_of(int thread)
{
	char path[64], line[128];
	int process = 0;
	FILE *f;

	snprintf(path, sizeof path, LOCAL_PROC "/%d/status", thread);
	f = fopen(path, "re");
	while (f && !process && fgets(line, sizeof line, f))
		if (sscanf(line, "Tgid: %d", &process) != 1)
			process = 0;
	if (f)
		fclose(f);
	return process;
}

int tree_link(uint64_t node, int caller, char *text, size_t room)
{
	const char *name = kind(node) == NAME ? name_of(node) : NULL;

	if (kind(node) == LOCAL_PID)
		return snprintf(text, room, LOCAL_PROC "/%u", (unsigned)node);
	if (!name)
		return -1;
	if (!strcmp(name, "self"))
		return snprintf(text, room, "%d", process_of(caller));
	if (!strcmp(name, "thread-self"))
		return snprintf(text, room, LOCAL_PROC "/%d/task/%d", process_of(caller), caller);
	return snprintf(text, room, LOCAL_PROC "/%s", name);
}

int tree_file(uint64_t node)
{
	return kind(node) - REMOTE_FILE;
}
