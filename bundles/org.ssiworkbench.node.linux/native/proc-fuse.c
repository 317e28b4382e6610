/*
 * /proc with the processes of the whole cluster, for the kernel's FUSE. What is local is a link to the kernel's own /proc,
 * answered at once; a process of another node is a folder. A request for which the agent has to be asked waits in a list
 * meanwhile, so that nothing else waits.
 */
#include "proc.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MAX_DEFERRED = 64, MAX_REQUEST_BYTES = 256 << 10, REPLY_BYTES = 64 << 10 };

struct listing {
	size_t count, room;
	struct {
		char name[32];
		int type;
	} *entries;
};

static int fuse;
static void *deferred[MAX_DEFERRED];
static int deferred_count;
static char reply_data[REPLY_BYTES];

static void reply(const struct fuse_in_header *request, int error, const void *data, size_t length)
{
	struct fuse_out_header head = { sizeof head + (error ? 0 : length), -error, request->unique };
	struct iovec parts[] = { { &head, sizeof head }, { (void *)data, error ? 0 : length } };

	if (writev(fuse, parts, 2) < 0)
		errno = 0; /* the request was interrupted */
}

/* Whether the request is about a process of which the agent has to be asked first. */
static int needs_news(const struct fuse_in_header *request, const char *in)
{
	switch (request->opcode) {
	case FUSE_LOOKUP:
		return request->nodeid == FUSE_ROOT_ID && tree_is_pid(in) && list_foreign(atoi(in)) && !tree_is_here(in);
	case FUSE_OPENDIR:
		return request->nodeid == FUSE_ROOT_ID;
	case FUSE_OPEN:
		return 1;
	default:
		return 0;
	}
}

static void lookup(const struct fuse_in_header *request, const char *text)
{
	struct fuse_entry_out out = { 0 };
	int seconds;

	out.nodeid = tree_look_up(request->nodeid, text, &seconds);
	out.entry_valid = out.attr_valid = seconds;
	if (!out.nodeid || tree_attributes(out.nodeid, &out.attr))
		reply(request, ENOENT, NULL, 0);
	else
		reply(request, 0, &out, sizeof out);
}

static void get_attributes(const struct fuse_in_header *request)
{
	struct fuse_attr_out out = { 0 };

	reply(request, tree_attributes(request->nodeid, &out.attr), &out, sizeof out);
}

static void read_link(const struct fuse_in_header *request)
{
	char text[300];
	int length = tree_link(request->nodeid, request->pid, text, sizeof text);

	reply(request, length < 0 ? ESTALE : 0, text, length);
}

static void list_entry(struct listing *l, const char *text, int type)
{
	if (l->count == l->room) {
		l->room = l->room * 2 + 128;
		l->entries = realloc(l->entries, l->room * sizeof *l->entries);
		if (!l->entries)
			abort();
	}
	snprintf(l->entries[l->count].name, sizeof l->entries->name, "%s", text);
	l->entries[l->count++].type = type;
}

static void list_root(struct listing *l)
{
	DIR *folder = opendir(LOCAL_PROC);
	const struct dirent *e;
	char text[16];

	/* Programs look for folders, so that is what the links to local processes are said to be. */
	while (folder && (e = readdir(folder)))
		if (!tree_is_pid(e->d_name))
			list_entry(l, e->d_name, e->d_name[0] == '.' ? DT_DIR : DT_LNK);
		else if (!tree_is_remote(e->d_name))
			list_entry(l, e->d_name, DT_DIR);
	if (folder)
		closedir(folder);
	for (const struct remote *p = list_after(0); p; p = list_after(p->pid)) {
		snprintf(text, sizeof text, "%d", p->pid);
		if (tree_is_remote(text))
			list_entry(l, text, DT_DIR);
	}
}

static void open_folder(const struct fuse_in_header *request)
{
	struct listing *l = calloc(1, sizeof *l);
	struct fuse_open_out out = { .fh = (uintptr_t)l };

	if (!l)
		abort();
	if (request->nodeid == FUSE_ROOT_ID)
		list_root(l);
	for (int i = 0; i < PROC_FILES && request->nodeid != FUSE_ROOT_ID; i++)
		list_entry(l, proc_files[i], DT_REG);
	reply(request, 0, &out, sizeof out);
}

static void read_folder(const struct fuse_in_header *request, const struct fuse_read_in *in)
{
	const struct listing *l = (const void *)(uintptr_t)in->fh;
	size_t length = 0, room = in->size < REPLY_BYTES ? in->size : REPLY_BYTES;

	for (size_t i = in->offset; i < l->count; i++) {
		struct fuse_dirent *d = (void *)(reply_data + length);
		size_t n = strlen(l->entries[i].name), size = FUSE_DIRENT_ALIGN(FUSE_NAME_OFFSET + n);

		if (length + size > room)
			break;
		memset(d, 0, size);
		*d = (struct fuse_dirent){ i + 1, i + 1, n, l->entries[i].type };
		memcpy(d->name, l->entries[i].name, n);
		length += size;
	}
	reply(request, 0, reply_data, length);
}

static void close_folder(const struct fuse_in_header *request, const struct fuse_release_in *in)
{
	struct listing *l = (void *)(uintptr_t)in->fh;

	free(l->entries);
	free(l);
	reply(request, 0, NULL, 0);
}

static void open_file(const struct fuse_in_header *request)
{
	struct fuse_open_out out = { .open_flags = FOPEN_DIRECT_IO };

	reply(request, list_find((uint32_t)request->nodeid) ? 0 : ESRCH, &out, sizeof out);
}

static void read_file(const struct fuse_in_header *request, const struct fuse_read_in *in)
{
	const struct remote *p = list_find((uint32_t)request->nodeid);
	size_t length = p ? proc_content(p, tree_file(request->nodeid), reply_data, REPLY_BYTES) : 0;
	size_t from = in->offset < length ? in->offset : length;
	size_t n = length - from < in->size ? length - from : in->size;

	reply(request, p ? 0 : ESRCH, reply_data + from, n);
}

static void begin(const struct fuse_in_header *request)
{
	struct fuse_init_out out = { .major = FUSE_KERNEL_VERSION, .minor = 31, .flags = FUSE_PARALLEL_DIROPS, .max_background = 16,
		.congestion_threshold = 12, .max_write = 4096, .time_gran = 1 };

	reply(request, 0, &out, sizeof out);
}

static void state(const struct fuse_in_header *request)
{
	struct fuse_statfs_out out = { .st = { .bsize = 4096, .namelen = 255, .frsize = 4096 } };

	reply(request, 0, &out, sizeof out);
}

static void serve(const struct fuse_in_header *request)
{
	const void *in = request + 1;

	switch (request->opcode) {
	case FUSE_INIT:
		return begin(request);
	case FUSE_LOOKUP:
		return lookup(request, in);
	case FUSE_GETATTR:
		return get_attributes(request);
	case FUSE_READLINK:
		return read_link(request);
	case FUSE_OPENDIR:
		return open_folder(request);
	case FUSE_READDIR:
		return read_folder(request, in);
	case FUSE_RELEASEDIR:
		return close_folder(request, in);
	case FUSE_OPEN:
		return open_file(request);
	case FUSE_READ:
		return read_file(request, in);
	case FUSE_STATFS:
		return state(request);
	case FUSE_RELEASE:
	case FUSE_FLUSH:
	case FUSE_DESTROY:
		return reply(request, 0, NULL, 0);
	case FUSE_FORGET:
	case FUSE_BATCH_FORGET:
	case FUSE_INTERRUPT:
		return;
	default:
		return reply(request, ENOSYS, NULL, 0);
	}
}

/* Sets a request aside until the agent has answered. Returns 0 when it is to be served with what is known. */
static int defer(const struct fuse_in_header *request)
{
	if (deferred_count == MAX_DEFERRED || !(deferred[deferred_count] = malloc(request->len)))
		return 0;
	memcpy(deferred[deferred_count++], request, request->len);
	return 1;
}

static void serve_deferred(void)
{
	for (int i = 0; i < deferred_count; i++) {
		serve(deferred[i]);
		free(deferred[i]);
	}
	deferred_count = 0;
}

static void receive(void)
{
	static char data[MAX_REQUEST_BYTES];
	const struct fuse_in_header *request = (const void *)data;

	if (read(fuse, data, sizeof data) < (ssize_t)sizeof *request) {
		if (errno == ENODEV)
			_exit(0);
		return;
	}
	if (!needs_news(request, (const char *)(request + 1)) || list_fresh() || !defer(request))
		serve(request);
}

void proc_serve(int descriptor)
{
	fuse = descriptor;
	for (;;) {
		struct pollfd fds[] = { { .fd = fuse, .events = POLLIN }, { .fd = list_descriptor(), .events = POLLIN } };
		int n = poll(fds, 2, list_patience());

		if (n == 0)
			list_give_up();
		if (n == 0 || (n > 0 && fds[1].revents && list_receive()))
			serve_deferred();
		if (n > 0 && fds[0].revents)
			receive();
	}
}
