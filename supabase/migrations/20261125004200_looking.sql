-- How a library is looked at: a page of it, how much there is, and which tags.

-- What somebody types is the beginnings of words, all of which have to be there.
create function public.words_query(p_typed text) returns tsquery
  language sql immutable set search_path = '' as $$
  select to_tsquery('simple', coalesce(string_agg(word || ':*', ' & '), ''))
    from regexp_split_to_table(public.words_in(p_typed), '\s+') as word where word <> ''
$$;
comment on function public.words_query is 'What finds the images with these beginnings of words, however they are typed; nothing where there are none.';

-- Written into the query as literals, so that the planner sees how rare a tag or a word is.
create function public.asset_conditions(p_filter jsonb) returns text
  language sql stable set search_path = '' as $$
  select concat(
    case when p_filter ->> 'words' ~ '\S' then format(' and a.words @@ %L::tsquery', public.words_query(p_filter ->> 'words')) end,
    case when jsonb_array_length(p_filter -> 'tags') > 0 then
      format(' and a.tags @> %L::text[]', array(select jsonb_array_elements_text(p_filter -> 'tags'))) end,
    case p_filter ->> 'status'
      when 'untagged' then ' and a.id in (select u.id from public.untagged_assets u where u.user_id = a.user_id)'
      else case when p_filter ->> 'status' <> '' then format(' and a.auto_tag_status = %L', p_filter ->> 'status') end end,
    case when p_filter ->> 'from' <> '' then format(' and a.created_at >= %L::timestamptz', p_filter ->> 'from') end,
    case when p_filter ->> 'to' <> '' then format(' and a.created_at <= %L::timestamptz', p_filter ->> 'to') end)
$$;
comment on function public.asset_conditions is
  'A filter as SQL about the images a: {"words", "tags": all of them, "status": a status or untagged, "from", "to"}, each of which may be missing.';
revoke all on function public.words_query(text), public.asset_conditions(jsonb) from public, anon, authenticated, service_role;

create function public.list_assets(
  p_user_id uuid, p_filter jsonb, p_limit integer, p_before_at timestamptz default null, p_before_id uuid default null
) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  v_page jsonb;
begin
  execute 'select jsonb_agg(public.asset_view(a) order by a.created_at desc, a.id desc) from (
             select * from public.assets a where a.user_id = $1 and a.stored_at is not null'
       || case when p_before_id is not null then ' and (a.created_at, a.id) < ($3, $4)' else '' end
       || public.asset_conditions(p_filter)
       || ' order by a.created_at desc, a.id desc limit $2) a'
     into v_page using p_user_id, p_limit, p_before_at, p_before_id;
  return coalesce(v_page, '[]');
end
$$;
comment on function public.list_assets is
  'A page of a user''s library, newest first, from behind the image with that time and id on. p_filter: see asset_conditions.';

create function public.count_assets(p_user_id uuid, p_filter jsonb) returns jsonb
  language plpgsql stable security definer set search_path = '' as $$
declare
  v_conditions constant text := public.asset_conditions(p_filter);
  v_counts jsonb;
begin
  execute 'select jsonb_build_object(''total'', (select count(*) from public.assets a
                                    where a.user_id = $1 and a.stored_at is not null' || v_conditions || '),
                                  ''untagged'', (select count(*) from public.assets a join public.untagged_assets u on u.id = a.id
                                    where a.user_id = $1 and a.tagged_at is null' || v_conditions || '))'
     into v_counts using p_user_id;
  return v_counts;
end
$$;
comment on function public.count_assets is
  'How many images of a user the filter matches ("total"), and how many of these are "untagged". p_filter: see asset_conditions.';

create function public.tag_counts(p_user_id uuid, p_most integer) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('tag', t.tag, 'count', t.n) order by t.n desc, t.tag), '[]')
    from (select tag, count(*) as n from public.assets a cross join unnest(a.tags) as tag
           where a.user_id = p_user_id and a.stored_at is not null
           group by tag order by n desc, tag limit p_most) as t
$$;
comment on function public.tag_counts is 'The commonest tags of a user''s library: [{"tag", "count"}].';

create function public.list_job_assets(
  p_user_id uuid, p_job_id uuid, p_state text, p_limit integer, p_after double precision default null
) returns jsonb
  language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(page) order by page.share), '[]') from (
    select x.asset_id, x.share, x.state, x.reason, a.name, a.tags, a.caption
      from public.job_assets x left join public.assets a on a.id = x.asset_id
     where x.job_id = p_job_id and x.user_id = p_user_id and (p_state is null or x.state = p_state)
       and x.share > coalesce(p_after, -1)
     order by x.share limit p_limit) as page
$$;
comment on function public.list_job_assets is
  'A page of the images of this user''s job, in their order, from behind that share on; name, tags and caption are null of one that is deleted.';

revoke all on function public.list_assets(uuid, jsonb, integer, timestamptz, uuid), public.count_assets(uuid, jsonb),
  public.tag_counts(uuid, integer), public.list_job_assets(uuid, uuid, text, integer, double precision)
  from public, anon, authenticated;
grant execute on function public.list_assets(uuid, jsonb, integer, timestamptz, uuid), public.count_assets(uuid, jsonb),
  public.tag_counts(uuid, integer), public.list_job_assets(uuid, uuid, text, integer, double precision) to service_role;
