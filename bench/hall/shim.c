/* Loaded before libc into what `make chaos` serves: a disk that takes longer to say "kept", a clock that somebody moves.
 * THONGSUOT_FSYNC_MS: so many milliseconds more for each fsync. THONGSUOT_CLOCK: a file of one long, the seconds to add. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile long *moved;
static long more_ms;
static int (*real_clock)(clockid_t, struct timespec *);
static int (*real_fsync)(int), (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
  real_clock = dlsym(RTLD_NEXT, "clock_gettime");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  const char *ms = getenv("THONGSUOT_FSYNC_MS"), *clock = getenv("THONGSUOT_CLOCK");
  more_ms = ms ? atol(ms) : 0;
  int file = clock ? open(clock, O_RDONLY) : -1;
  if (file >= 0) {
    void *page = mmap(NULL, sizeof(long), PROT_READ, MAP_SHARED, file, 0);
    moved = page == MAP_FAILED ? NULL : page;
    close(file);
  }
}

static void wait_more(void) {
  struct timespec pause = {more_ms / 1000, (more_ms % 1000) * 1000000};
  if (more_ms) nanosleep(&pause, NULL);
}

int fsync(int file) { int done = real_fsync(file); wait_more(); return done; }
int fdatasync(int file) { int done = real_fdatasync(file); wait_more(); return done; }

int clock_gettime(clockid_t which, struct timespec *now) {
  int done = real_clock(which, now);
  if (moved && which == CLOCK_REALTIME) now->tv_sec += *moved;
  return done;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec found;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &found);
  now->tv_sec = found.tv_sec;
  now->tv_usec = found.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *kept) {
  struct timespec found;
  clock_gettime(CLOCK_REALTIME, &found);
  if (kept) *kept = found.tv_sec;
  return found.tv_sec;
}
