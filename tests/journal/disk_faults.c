/* What a disk can do to a program, below everything it is written in: loaded before it (LD_PRELOAD, Linux).

   Every call that changes what is on the disk under one folder is counted. The n-th can be made to fail with an error
   number, or to bring a signal; and each can be written into a log, from which a test works out what a power cut would
   have left. Armed through `disk_arm`, which the program finds in itself; until then nothing is touched. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MADE = 1, WRITTEN, SYNCED, CUT, RENAMED, LINKED, UNLINKED, FOLDER_MADE, FOLDER_GONE };

static char root[4096];
static size_t root_length;
static long counted, failing_at;
static int how, failed, lasting, log_fd = -1;

/* Calls under `folder` are counted from now on. The one with the number `at` (0: none) fails with the error `error`, or
   raises the signal -`error`; with `for_good` all after it fail too. `log`: a file descriptor, or -1. */
void disk_arm(const char *folder, long at, int error, int for_good, int log)
{
    strncpy(root, folder, sizeof root - 1);
    root_length = strlen(root);
    counted = 0;
    failing_at = at;
    how = error;
    lasting = for_good;
    failed = 0;
    log_fd = log;
}

void disk_disarm(void) { root_length = 0; }

long disk_counted(void) { return counted; }

int disk_failed(void) { return failed; }

#define REAL(type, name, ...)                                                                                          \
    static type (*real)(__VA_ARGS__);                                                                                  \
    if (!real)                                                                                                         \
    real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t really_write(int fd, const void *data, size_t length)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(fd, data, length);
}

static int under(const char *path) { return root_length && path && !strncmp(path, root, root_length); }

static int path_of(int fd, char *path, size_t room)
{
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, room - 1);
    path[length > 0 ? length : 0] = 0;
    return under(path);
}

/* Whether this call is to fail. */
static int fails(int what)
{
    counted++;
    if (!failing_at || !(counted == failing_at || (lasting && counted > failing_at)))
        return 0;
    failed = what;
    if (how < 0) {
        raise(-how);
        return 0;
    }
    errno = how;
    return 1;
}

static void noted(int what, uint64_t inode, int64_t place, const char *one, const char *other, const void *data,
                  int64_t length)
{
    if (log_fd < 0)
        return;
    int before = errno;
    int64_t head[6] = {what,   (int64_t)inode, place, one ? (int64_t)strlen(one) : 0, other ? (int64_t)strlen(other) : 0,
                       length};
    really_write(log_fd, head, sizeof head);
    really_write(log_fd, one ? one : "", (size_t)head[3]);
    really_write(log_fd, other ? other : "", (size_t)head[4]);
    if (data && length > 0)
        really_write(log_fd, data, (size_t)length);
    errno = before;
}

static uint64_t inode_of(int fd)
{
    struct stat found;
    return fstat(fd, &found) ? 0 : (uint64_t)found.st_ino;
}

/* ---------------------------------------------------------------- what is opened */

static int opened(int (*really)(int, const char *, int, mode_t), int folder, const char *path, int flags, mode_t mode)
{
    int ours = (flags & (O_CREAT | O_TRUNC)) && under(path);
    if (!ours)
        return really(folder, path, flags, mode);
    struct stat found;
    int makes = stat(path, &found) != 0;
    int changes = makes || (flags & O_TRUNC);
    if (changes && fails(MADE))
        return -1;
    int fd = really(folder, path, flags, mode);
    if (fd >= 0 && changes)
        noted(MADE, inode_of(fd), 0, path, 0, 0, 0);
    return fd;
}

#define MODE(flags, last)                                                                                              \
    mode_t mode = 0;                                                                                                   \
    if (((flags) & O_CREAT) || ((flags) & O_TMPFILE) == O_TMPFILE) {                                                                           \
        va_list rest;                                                                                                  \
        va_start(rest, last);                                                                                          \
        mode = (mode_t)va_arg(rest, int);                                                                              \
        va_end(rest);                                                                                                  \
    }

static int really_openat(int folder, const char *path, int flags, mode_t mode)
{
    REAL(int, "openat", int, const char *, int, ...);
    return real(folder, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(really_openat, AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(really_openat, AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(really_openat, folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    MODE(flags, flags)
    return opened(really_openat, folder, path, flags, mode);
}

/* ---------------------------------------------------------------- what is written, cut and synced */

ssize_t write(int fd, const void *data, size_t length)
{
    char path[4096];
    if (!root_length || fd == log_fd || !path_of(fd, path, sizeof path))
        return really_write(fd, data, length);
    if (fails(WRITTEN))
        return -1;
    int64_t place = lseek(fd, 0, SEEK_CUR);
    ssize_t done = really_write(fd, data, length);
    if (done > 0)
        noted(WRITTEN, inode_of(fd), place, path, 0, data, done);
    return done;
}

static ssize_t written_at(int fd, const void *data, size_t length, off_t place)
{
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t);
    char path[4096];
    if (!root_length || !path_of(fd, path, sizeof path))
        return real(fd, data, length, place);
    if (fails(WRITTEN))
        return -1;
    ssize_t done = real(fd, data, length, place);
    if (done > 0)
        noted(WRITTEN, inode_of(fd), place, path, 0, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t place) { return written_at(fd, data, length, place); }

ssize_t pwrite64(int fd, const void *data, size_t length, off_t place) { return written_at(fd, data, length, place); }

static int cut(int fd, off_t length)
{
    REAL(int, "ftruncate64", int, off_t);
    char path[4096];
    if (!root_length || !path_of(fd, path, sizeof path))
        return real(fd, length);
    if (fails(CUT))
        return -1;
    int done = real(fd, length);
    if (!done)
        noted(CUT, inode_of(fd), length, path, 0, 0, 0);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }

int ftruncate64(int fd, off_t length) { return cut(fd, length); }

static int synced(int (*really)(int), int fd)
{
    char path[4096];
    if (!root_length || !path_of(fd, path, sizeof path))
        return really(fd);
    if (fails(SYNCED))
        return -1;
    int done = really(fd);
    if (!done)
        noted(SYNCED, inode_of(fd), 0, path, 0, 0, 0);
    return done;
}

int fsync(int fd)
{
    REAL(int, "fsync", int);
    return synced(real, fd);
}

int fdatasync(int fd)
{
    REAL(int, "fdatasync", int);
    return synced(real, fd);
}

/* ---------------------------------------------------------------- names */

int rename(const char *one, const char *other)
{
    REAL(int, "rename", const char *, const char *);
    if (!under(one) && !under(other))
        return real(one, other);
    if (fails(RENAMED))
        return -1;
    int done = real(one, other);
    if (!done)
        noted(RENAMED, 0, 0, one, other, 0, 0);
    return done;
}

static int linked(int from, const char *one, int to, const char *other, int flags)
{
    REAL(int, "linkat", int, const char *, int, const char *, int);
    if (!under(other))
        return real(from, one, to, other, flags);
    if (fails(LINKED))
        return -1;
    int done = real(from, one, to, other, flags);
    if (!done)
        noted(LINKED, 0, 0, one, other, 0, 0);
    return done;
}

int link(const char *one, const char *other) { return linked(AT_FDCWD, one, AT_FDCWD, other, 0); }

int linkat(int from, const char *one, int to, const char *other, int flags)
{
    return linked(from, one, to, other, flags);
}

int unlink(const char *path)
{
    REAL(int, "unlink", const char *);
    struct stat found;
    if (!under(path) || lstat(path, &found))
        return real(path);
    if (fails(UNLINKED))
        return -1;
    int done = real(path);
    if (!done)
        noted(UNLINKED, 0, 0, path, 0, 0, 0);
    return done;
}

int mkdir(const char *path, mode_t mode)
{
    REAL(int, "mkdir", const char *, mode_t);
    struct stat found;
    if (!under(path) || !lstat(path, &found))
        return real(path, mode);
    if (fails(FOLDER_MADE))
        return -1;
    int done = real(path, mode);
    if (!done)
        noted(FOLDER_MADE, 0, 0, path, 0, 0, 0);
    return done;
}

int rmdir(const char *path)
{
    REAL(int, "rmdir", const char *);
    if (!under(path))
        return real(path);
    if (fails(FOLDER_GONE))
        return -1;
    int done = real(path);
    if (!done)
        noted(FOLDER_GONE, 0, 0, path, 0, 0, 0);
    return done;
}
