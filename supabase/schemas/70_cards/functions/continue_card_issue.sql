create function public.continue_card_issue(issue_id uuid, max_cards int default 500) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  return private.continue_held_issue(private.held_card_issue(issue_id), max_cards);
end
$$;

comment on function public.continue_card_issue(uuid, int) is
  'Makes the next cards of an issue, at most max_cards (1 to 5,000), in one transaction: numbers, PINs, and their value where it is due at issue. Call again while the state is making; two machines at once only take turns. Gives what start_card_issue() gives. Where it cannot go on, e.g. for want of budget, it makes none and says why in error_code and error_details; call again when that is mended. For HR managers and the platform. Errors: not_permitted, card_issue_not_found.';

grant execute on function public.continue_card_issue(uuid, int) to authenticated, service_role;
