/* Fails what is written below one folder, as a dying or a full disk would, and watches what is written for a word.
 * Loaded by LD_PRELOAD, steered from Python through ctypes. Built when it is needed: cc -shared -fPIC -ldl. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char under[4096], word[256], seen_in[4096];
static long calls, fail_at, seen;
static int fail_with, keeps_failing, is_armed;

/* Fail the call number `at` from now with `error`; all that follow too, if `keeps`. at = 0 only counts. */
void faults_arm(const char *folder, long at, int error, int keeps) {
    snprintf(under, sizeof under, "%s", folder);
    calls = 0, fail_at = at, fail_with = error, keeps_failing = keeps, is_armed = 1;
}

/* Let everything through again; return how many calls there were. */
long faults_disarm(void) {
    is_armed = 0;
    return calls;
}

void faults_watch(const char *what) { snprintf(word, sizeof word, "%s", what), seen = 0, seen_in[0] = 0; }
long faults_seen(void) { return seen; }
const char *faults_seen_in(void) { return seen_in; }

static int path_of(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

static int fails(int fd) {
    char path[4096];
    if (!is_armed) return 0;
    int before = errno;
    int ours = path_of(fd, path, sizeof path) && strncmp(path, under, strlen(under)) == 0;
    errno = before;
    if (!ours) return 0;
    calls++;
    if (fail_at == 0 || calls < fail_at || (calls > fail_at && !keeps_failing)) return 0;
    errno = fail_with;
    return 1;
}

static void watch(int fd, const void *bytes, size_t count) {
    struct stat about;
    if (!word[0] || !memmem(bytes, count, word, strlen(word))) return;
    int before = errno;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        seen++;
        path_of(fd, seen_in, sizeof seen_in);
    }
    errno = before;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *bytes, size_t count) {
    REAL(write);
    watch(fd, bytes, count);
    return fails(fd) ? -1 : real(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    REAL(pwrite);
    watch(fd, bytes, count);
    return fails(fd) ? -1 : real(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    REAL(pwrite64);
    watch(fd, bytes, count);
    return fails(fd) ? -1 : real(fd, bytes, count, at);
}
int fsync(int fd) {
    REAL(fsync);
    return fails(fd) ? -1 : real(fd);
}
int fdatasync(int fd) {
    REAL(fdatasync);
    return fails(fd) ? -1 : real(fd);
}
int ftruncate(int fd, off_t size) {
    REAL(ftruncate);
    return fails(fd) ? -1 : real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    return fails(fd) ? -1 : real(fd, size);
}
