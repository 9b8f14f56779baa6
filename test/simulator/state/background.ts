interface Job {
  run: () => Promise<unknown>;
  started: Promise<unknown> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * What WeChat does by itself a little later: the ticket after api_start_push_ticket, the event after a callback.
 *
 * `settled()` does not wait for the timers: it starts what has not started. In workerd a timer dies with the request that set
 * it, so a test that relied on timers alone would wait for a push that never comes.
 */
export class Background {
  #jobs = new Set<Job>();

  after<T>(ms: number, run: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const job: Job = { run: () => run().then(resolve, reject), started: null, timer: undefined };
      job.timer = setTimeout(() => this.#start(job), ms);
      this.#jobs.add(job);
    });
  }

  async settled(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.all([...this.#jobs].map((job) => this.#start(job)));
  }

  #start(job: Job): Promise<unknown> {
    clearTimeout(job.timer);
    job.started ??= job.run().finally(() => this.#jobs.delete(job));
    return job.started;
  }
}
