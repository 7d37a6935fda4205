-- Every check writes its job's row twice: as it claims it, and as it says when it is due again. Neither writes an index any more,
-- and both leave the row on its page, where what it was is tidied away by whoever comes by next.

-- When a job is due is looked up among those that are under way (see jobs_active): they are few beside all there ever were, and
-- an index of it was written with every check, and all others of its row with it.
drop index public.jobs_due;
alter table public.jobs set (fillfactor = 70);
