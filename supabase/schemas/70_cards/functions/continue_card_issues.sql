create function public.continue_card_issues(max_cards int default 5000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  issue public.card_issues;
begin
  select i.* into issue
  from public.card_issues i
  where i.state = 'making' and (i.error_code is null or i.updated_at < private.clock() - interval '10 minutes')
  order by i.updated_at
  limit 1
  for no key update skip locked;
  if issue.id is null then
    return null;
  end if;
  return private.continue_held_issue(issue, max_cards);
end
$$;

comment on function public.continue_card_issues(int) is
  'Job: makes the next cards of the issue that has waited longest, of whoever started it and went away; one that could not go on is tried again after ten minutes. Gives its progress, or null when nothing is to be made. For the platform (service_role).';

grant execute on function public.continue_card_issues(int) to service_role;
