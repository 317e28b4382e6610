/*
 * Preloaded into the UML kernel on the host. UML keeps the first 2696 bytes of a process's extended processor state,
 * which was all of it up to AVX-512 and PKRU. Where the processor has more (AMX), the host refuses to set any shorter
 * state: "ptrace set fp regs failed, errno = 14", and the guest panics in its first process. The rest is state that no
 * guest process can have, because it would have to ask for it first; here it is set to its initial value.
 */
#include <elf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST = 64 << 10, HEADER = 512 };

static long raw(long request, long pid, long address, void *data)
{
	return syscall(SYS_ptrace, request, pid, address, data);
}

/* How many bytes the host wants. */
static size_t host_size(long pid, unsigned char *state)
{
	struct iovec all = { state, MOST };

	return raw(PTRACE_GETREGSET, pid, NT_X86_XSTATE, &all) ? 0 : all.iov_len;
}

/* The bits of the state's components that lie, whole, in so many bytes of the standard format. */
static uint64_t components(size_t length)
{
	uint64_t bits = 3;

	for (unsigned i = 2; i < 63; i++) {
		unsigned size, offset, c, d;
		__asm__("cpuid" : "=a"(size), "=b"(offset), "=c"(c), "=d"(d) : "a"(0xd), "c"(i));
		if (size && offset && offset + size <= length)
			bits |= 1ull << i;
	}
	return bits;
}

static long set_state(long pid, const struct iovec *given)
{
	static unsigned char state[MOST] __attribute__((aligned(64)));
	static size_t size, length;
	static uint64_t kept;
	struct iovec whole = { state, 0 };
	uint64_t present;

	if (length != given->iov_len) {
		size = host_size(pid, state);
		length = given->iov_len;
		kept = components(length);
		memset(state, 0, sizeof state);
	}
	if (size <= length)
		return raw(PTRACE_SETREGSET, pid, NT_X86_XSTATE, (void *)given);
	memcpy(state, given->iov_base, length);
	memcpy(&present, state + HEADER, sizeof present);
	present &= kept;
	memcpy(state + HEADER, &present, sizeof present);
	whole.iov_len = size;
	return raw(PTRACE_SETREGSET, pid, NT_X86_XSTATE, &whole);
}

long ptrace(enum __ptrace_request request, ...)
{
	va_list arguments;
	long pid, address, result, word = 0;
	void *data;

	va_start(arguments, request);
	pid = va_arg(arguments, pid_t);
	address = (long)va_arg(arguments, void *);
	data = va_arg(arguments, void *);
	va_end(arguments);
	if (request == PTRACE_SETREGSET && address == NT_X86_XSTATE)
		return set_state(pid, data);
	if (request != PTRACE_PEEKTEXT && request != PTRACE_PEEKDATA && request != PTRACE_PEEKUSER)
		return raw(request, pid, address, data);
	result = raw(request, pid, address, &word);
	if (result)
		return result;
	errno = 0;
	return word;
}
