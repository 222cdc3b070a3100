/* The control of timer.py: waits for absolute moments with select, as the session does, and nothing else.
 *
 * timer_control START_NS EVERY_NS COUNT: prints how late each was, in nanoseconds, on CLOCK_MONOTONIC.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <time.h>

static long long now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    long long start = atoll(argv[1]), every = atoll(argv[2]), count = atoll(argv[3]);
    long long *late = calloc(count, sizeof *late);
    if (late == NULL)
        return 1;
    for (long long i = 0; i < count; i++) {
        long long due = start + i * every, left;
        while ((left = due - now_ns()) > 0) {
            struct timeval wait = {left / 1000000000LL, (left % 1000000000LL + 999) / 1000};
            select(0, NULL, NULL, NULL, &wait);
        }
        late[i] = now_ns() - due;
    }
    for (long long i = 0; i < count; i++)
        printf("%lld\n", late[i]);
    free(late);
    return 0;
}
