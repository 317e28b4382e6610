/* What was read of the frozen process, as records of the image. */
#include "mover.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { PART = 64 << 10 };

static void *append(void *at, const void *data, size_t length)
{
	memcpy(at, data, length);
	return (char *)at + length;
}

static void send_process(void)
{
	size_t groups = frozen.is.groups * sizeof(gid_t), exe = strlen(frozen.exe) + 1, cwd = strlen(frozen.cwd) + 1;
	size_t length = sizeof frozen.is + frozen.is.auxv_length + groups + exe + cwd;
	void *at;

	frozen.is.threads = frozen.count;
	frozen.is.signals = frozen.pending_count;
	for (size_t i = 0; i < frozen.count; i++)
		frozen.is.signals += frozen.threads[i].pending_count;
	frozen.is.descriptions = frozen.opened.count;
	frozen.is.fds = frozen.opened.fd_count;
	at = image_record(REC_PROCESS, length);
	at = append(at, &frozen.is, sizeof frozen.is);
	at = append(at, frozen.auxv, frozen.is.auxv_length);
	at = append(at, frozen.groups, groups);
	at = append(at, frozen.exe, exe);
	append(at, frozen.cwd, cwd);
}

static void send_signals(pid_t tid, const siginfo_t *signals, int count)
{
	for (int i = 0; i < count; i++) {
		struct image_signal *record = image_record(REC_SIGNAL, sizeof *record);

		_Static_assert(sizeof *signals == sizeof record->info, "the image holds a whole siginfo");
		*record = (struct image_signal){ .tid = tid };
		memcpy(record->info, &signals[i], sizeof signals[i]);
	}
}

static void send_threads(void)
{
	for (size_t i = 0; i < frozen.count; i++) {
		const struct thread *t = &frozen.threads[i];
		void *at = image_record(REC_THREAD, sizeof t->is + t->is.xstate_length);

		append(append(at, &t->is, sizeof t->is), t->xstate, t->is.xstate_length);
	}
	send_signals(0, frozen.pending, frozen.pending_count);
	for (size_t i = 0; i < frozen.count; i++)
		send_signals(frozen.threads[i].is.tid, frozen.threads[i].pending, frozen.threads[i].pending_count);
}

static void send_descriptors(void)
{
	for (size_t i = 0; i < frozen.opened.count; i++) {
		const struct description *d = &frozen.opened.all[i];
		size_t length = strlen(d->path) + 1;
		void *at = image_record(REC_DESCRIPTION, sizeof d->is + length);

		append(append(at, &d->is, sizeof d->is), d->path, length);
	}
	for (size_t i = 0; i < frozen.opened.fd_count; i++) {
		const struct descriptor *d = &frozen.opened.fds[i];
		struct image_fd *record = image_record(REC_FD, sizeof *record);

		*record = (struct image_fd){ d->fd, d->description, d->close_on_exec, 0 };
	}
}

static void send_bytes(uint32_t description, int from)
{
	static char part[PART];
	ssize_t n;

	while ((n = read(from, part, sizeof part)) > 0) {
		struct image_bytes *record = image_record(REC_BYTES, sizeof *record + n);

		*record = (struct image_bytes){ description, n };
		memcpy(record + 1, part, n);
	}
}

/* What a pipe of the process's own holds is copied by tee, so that it stays there too. */
static void send_pipe(const struct description *d)
{
	int copy[2], size = fcntl(d->ours, F_GETPIPE_SZ);

	if (pipe2(copy, O_CLOEXEC | O_NONBLOCK) || size > MAX_PIPE)
		give_up("what is in a pipe of the process cannot be read");
	fcntl(copy[1], F_SETPIPE_SZ, size);
	if (tee(d->ours, copy[1], size, SPLICE_F_NONBLOCK) < 0 && errno != EAGAIN)
		give_up("what is in a pipe of the process cannot be read: %s", strerror(errno));
	send_bytes(d->is.number, copy[0]);
	close(copy[0]);
	close(copy[1]);
}

static int first_reader(size_t index)
{
	const struct description *d = &frozen.opened.all[index];

	if (d->is.kind != DESC_OWN_PIPE || (d->is.flags & O_ACCMODE) == O_WRONLY)
		return 0;
	for (size_t i = 0; i < index; i++)
		if (first_reader(i) && frozen.opened.all[i].is.inode == d->is.inode)
			return 0;
	return 1;
}

void freeze_send(void)
{
	send_process();
	for (uint32_t i = 0; i < frozen.is.actions; i++)
		*(struct image_action *)image_record(REC_ACTION, sizeof *frozen.actions) = frozen.actions[i];
	send_threads();
	for (uint32_t i = 0; i < frozen.is.timers; i++)
		*(struct image_timer *)image_record(REC_TIMER, sizeof *frozen.timers) = frozen.timers[i];
	send_descriptors();
	for (size_t i = 0; i < frozen.opened.count; i++)
		if (first_reader(i))
			send_pipe(&frozen.opened.all[i]);
	special_send(frozen.pid, &frozen.opened);
	image_flush();
}
