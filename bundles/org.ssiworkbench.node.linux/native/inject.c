/*
 * System calls made by another, stopped process. A small piece of code and data, the blob, is mapped into it with one call
 * through the system call instruction of the vdso; from then on it runs whole batches. No text of the program is touched.
 */
#include "mover.h"
#include "ssi.h"

#include <cpuid.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BATCH = 0x1000, XSTATE = 0x1d000, XSTATE_FROM_BATCH = XSTATE - BATCH };

struct batch {
	uint64_t count, flags, pid, tid, pad[4];
	struct call calls[BATCH_MAX];
};

/*
 * The state is limited to the features 0 to 9: larger ones (AMX) exist on few processors. It ends in a stop,
 * again and again, with all flags clear: setting registers from outside only adds flags in this kernel.
 */
asm(".pushsection .rodata\n"
	".globl blob_code, blob_rest, blob_end\n"
	"blob_code:\n"
	"	mov $0x3ff, %eax\n"
	"	xor %edx, %edx\n"
	"	testb $1, 8(%r12)\n"
	"	jz 1f\n"
	"	xsave64 0x1c000(%r12)\n"
	"1:	testb $2, 8(%r12)\n"
	"	jz 2f\n"
	"	xrstor64 0x1c000(%r12)\n"
	"2:	lea 64(%r12), %rbx\n"
	"	mov (%r12), %r13\n"
	"3:	test %r13, %r13\n"
	"	jz 4f\n"
	"	mov (%rbx), %rax\n"
	"	mov 8(%rbx), %rdi\n"
	"	mov 16(%rbx), %rsi\n"
	"	mov 24(%rbx), %rdx\n"
	"	mov 32(%rbx), %r10\n"
	"	mov 40(%rbx), %r8\n"
	"	mov 48(%rbx), %r9\n"
	"	syscall\n"
	"	mov %rax, 56(%rbx)\n"
	"	add $64, %rbx\n"
	"	dec %r13\n"
	"	jmp 3b\n"
	"4:	mov $234, %eax\n"
	"	mov 16(%r12), %rdi\n"
	"	mov 24(%r12), %rsi\n"
	"	mov $19, %edx\n"
	"	cld\n"
	"	xor %ecx, %ecx\n"
	"	add $1, %ecx\n"
	"	syscall\n"
	"blob_rest:\n"
	"	jmp 4b\n"
	"blob_end:\n"
	".popsection\n");
extern const char blob_code[], blob_rest[], blob_end[];

static struct batch batch;
static uint64_t blob, instruction, vdso, vdso_bytes, data_used;
static int memory = -1;
static pid_t process;

/* The vdso lies at the same place in all processes of a node. */
static void find_vdso(void)
{
	static char text[16384];
	unsigned long start, end;
	char *line;

	if (vdso)
		return;
	if (proc_read(text, sizeof text, "/proc/self/maps") <= 0 || !(line = strstr(text, "[vdso]")))
		give_up("this kernel gives processes no vdso");
	while (line > text && line[-1] != '\n')
		line--;
	if (sscanf(line, "%lx-%lx", &start, &end) != 2)
		give_up("the place of the vdso cannot be read");
	for (unsigned long at = start; at < end - 1; at++)
		if (((unsigned char *)at)[0] == 0x0f && ((unsigned char *)at)[1] == 0x05) {
			instruction = at;
			vdso = start;
			vdso_bytes = end - start;
			return;
		}
	give_up("the vdso holds no system call instruction");
}

uint64_t vdso_start(void)
{
	find_vdso();
	return vdso;
}

uint64_t vdso_size(void)
{
	find_vdso();
	return vdso_bytes;
}

uint64_t blob_address(void)
{
	return blob;
}

int blob_mapped(void)
{
	return blob != 0;
}

int memory_fd(void)
{
	return memory;
}

void inject_begin(pid_t pid)
{
	char path[64];

	find_vdso();
	inject_end();
	process = pid;
	snprintf(path, sizeof path, "/proc/%d/mem", pid);
	memory = open(path, O_RDWR | O_CLOEXEC);
	if (memory < 0)
		give_up("the memory of process %d cannot be opened: %s", pid, strerror(errno));
}

void inject_end(void)
{
	if (memory >= 0)
		close(memory);
	memory = -1;
	blob = 0;
}

struct injection inject_other(pid_t pid, int has_blob)
{
	struct injection before = { process, memory, blob };

	memory = -1;
	inject_begin(pid);
	if (has_blob)
		blob = before.blob;
	return before;
}

void inject_back(const struct injection *before)
{
	inject_end();
	process = before->process;
	memory = before->memory;
	blob = before->blob;
}

void read_memory(uint64_t address, void *data, size_t length)
{
	if (pread(memory, data, length, address) != (ssize_t)length)
		give_up("memory of the process at %lx cannot be read", (unsigned long)address);
}

void write_memory(uint64_t address, const void *data, size_t length)
{
	if (pwrite(memory, data, length, address) != (ssize_t)length)
		give_up("memory of the process at %lx cannot be written", (unsigned long)address);
}

int wait_stop(pid_t tid)
{
	int status;

	if (waitpid(tid, &status, __WALL) < 0)
		give_up(errno == EINTR ? "task %d does not stop" : "task %d has ended", tid);
	if (!WIFSTOPPED(status))
		give_up("task %d has ended", tid);
	return status;
}

static void get_regs(pid_t tid, struct user_regs_struct *regs)
{
	if (ptrace(PTRACE_GETREGS, tid, 0, regs))
		give_up("task %d has ended", tid);
}

static void set_regs(pid_t tid, struct user_regs_struct *regs)
{
	if (ptrace(PTRACE_SETREGS, tid, 0, regs))
		give_up("task %d has ended", tid);
}

/* Goes on to the next system call's begin or end. */
static void to_call(pid_t tid)
{
	int status;

	do {
		if (ptrace(PTRACE_SYSCALL, tid, 0, 0))
			give_up("task %d has ended", tid);
		status = wait_stop(tid);
	} while (WSTOPSIG(status) != (SIGTRAP | 0x80));
}

long call_one(pid_t tid, long nr, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f)
{
	struct user_regs_struct regs;

	get_regs(tid, &regs);
	regs.rip = instruction;
	regs.rax = nr;
	regs.orig_rax = -1;
	regs.rdi = a;
	regs.rsi = b;
	regs.rdx = c;
	regs.r10 = d;
	regs.r8 = e;
	regs.r9 = f;
	set_regs(tid, &regs);
	to_call(tid);
	to_call(tid);
	get_regs(tid, &regs);
	return regs.rax;
}

/* Above 4 GiB lies neither the heap of a program at fixed addresses nor what the kernel places itself. */
static uint64_t free_place(const struct areas *avoid)
{
	for (uint64_t at = 1ull << 32;; at += 1ull << 30) {
		int taken = 0;
		for (size_t i = 0; i < avoid->count; i++)
			if (avoid->all[i].is.start < at + BLOB_SIZE && at < avoid->all[i].is.end)
				taken = 1;
		if (!taken)
			return at;
	}
}

void blob_map(pid_t tid, const struct areas *avoid)
{
	uint64_t at = free_place(avoid);
	long got = call_one(tid, SYS_mmap, at, BLOB_SIZE, PROT_READ | PROT_WRITE | PROT_EXEC,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);

	if (got != (long)at)
		give_up("no memory can be mapped into the process: error %ld", -got);
	blob = at;
	write_memory(blob, blob_code, blob_end - blob_code);
}

void blob_unmap(pid_t tid)
{
	uint64_t at = blob;

	blob = 0;
	if (call_one(tid, SYS_munmap, at, BLOB_SIZE, 0, 0, 0, 0))
		give_up("memory cannot be unmapped from the process");
}

int add(long nr, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f)
{
	struct call *call = &batch.calls[batch.count];

	if (batch.count >= BATCH_MAX)
		give_up("too many system calls at once");
	*call = (struct call){ nr, { a, b, c, d, e, f }, -ENOSYS };
	return batch.count++;
}

int batch_room(void)
{
	return BATCH_MAX - batch.count;
}

long result(int index)
{
	return batch.calls[index].result;
}

uint64_t data_room(size_t length)
{
	uint64_t at = data_used;

	if (length > BLOB_DATA_SIZE - data_used)
		give_up("too much data at once");
	data_used += (length + 63) & ~63ull;
	return blob + BLOB_DATA + at;
}

uint64_t with_data(const void *data, size_t length)
{
	uint64_t at = data_room(length);

	write_memory(at, data, length);
	return at;
}

/* A stop that is not the batch's own end: a new thread has been attached, or a signal that cannot be blocked. */
static void pass_over(pid_t tid, int status)
{
	unsigned long other;

	if (status >> 16 && WSTOPSIG(status) == SIGTRAP && !ptrace(PTRACE_GETEVENTMSG, tid, 0, &other)
			&& (status >> 16 == PTRACE_EVENT_CLONE || status >> 16 == PTRACE_EVENT_FORK)) {
		wait_stop(other);
		return;
	}
	if (WSTOPSIG(status) == SIGSEGV || WSTOPSIG(status) == SIGILL || WSTOPSIG(status) == SIGBUS)
		give_up("the process's state cannot be handled by this processor (signal %d)", WSTOPSIG(status));
}

void begin_run(pid_t tid, int flags)
{
	struct user_regs_struct regs;

	batch.flags = flags;
	batch.pid = OWN_SIGNAL | process;
	batch.tid = tid;
	write_memory(blob + BATCH, &batch, offsetof(struct batch, calls) + batch.count * sizeof(struct call));
	get_regs(tid, &regs);
	regs.rip = blob;
	regs.r12 = blob + BATCH;
	regs.rax = 0;
	regs.orig_rax = -1;
	set_regs(tid, &regs);
	if (ptrace(PTRACE_CONT, tid, 0, 0))
		give_up("task %d has ended", tid);
}

void forget_batch(void)
{
	batch.count = 0;
	data_used = 0;
}

static int at_rest(pid_t tid, int status)
{
	struct user_regs_struct regs;

	if (status >> 16 || WSTOPSIG(status) != SIGSTOP)
		return 0;
	get_regs(tid, &regs);
	return regs.rip == blob + (blob_rest - blob_code);
}

void run(pid_t tid, int flags)
{
	int status;

	begin_run(tid, flags);
	while (!at_rest(tid, status = wait_stop(tid))) {
		pass_over(tid, status);
		if (ptrace(PTRACE_CONT, tid, 0, 0))
			give_up("task %d has ended", tid);
	}
	read_memory(blob + BATCH, &batch, offsetof(struct batch, calls) + batch.count * sizeof(struct call));
	forget_batch();
}

/* The program begins with all signals blocked and no environment. Returns 0 or an error. */
int become(pid_t pid, char **words)
{
	uint64_t pointers[66], at[64];
	int count = 0;
	long error;

	for (; words[count] && count < 64; count++)
		at[count] = with_data(words[count], strlen(words[count]) + 1);
	/* The first word is the program's file, the others are its arguments from the 0th on. */
	for (int i = 1; i < count; i++)
		pointers[i - 1] = at[i];
	pointers[count - 1] = pointers[count] = 0;
	error = -call_one(pid, SYS_execve, at[0], with_data(pointers, (count + 1) * sizeof *pointers),
			with_data(&pointers[count], sizeof *pointers), 0, 0, 0);
	forget_batch();
	if (!error)
		blob = 0;
	return error;
}

void load_xstate(const void *data, size_t length)
{
	write_memory(blob + XSTATE, data, length);
}

void save_xstate(void *data, size_t length)
{
	read_memory(blob + XSTATE, data, length);
}

uint64_t xstate_layout(uint32_t *offsets)
{
	uint32_t a, b, c, d, low, high;

	memset(offsets, 0, 10 * sizeof *offsets);
	asm("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	for (int i = 2; i < 10; i++)
		if (low >> i & 1) {
			__cpuid_count(0xd, i, a, b, c, d);
			offsets[i] = b;
		}
	(void)c;
	return low & 0x3ff;
}

size_t xstate_size(void)
{
	uint32_t a, b, c, d, low, high;
	size_t size = 576;

	asm("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	for (int i = 2; i < 10; i++)
		if (low >> i & 1) {
			__cpuid_count(0xd, i, a, b, c, d);
			if (a + b > size)
				size = a + b;
		}
	if (size > XSTATE_MAX)
		give_up("the state of this processor is %zu bytes long, more than an image can hold", size);
	return size;
}
