create function private.card_issue_progress(issue public.card_issues) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'issue_id', issue.id, 'batch_id', issue.batch_id, 'state', issue.state, 'made', issue.made, 'count', issue.wanted,
    'parts', (issue.wanted + private.cards_per_part() - 1) / private.cards_per_part(), 'exported_parts', to_jsonb(issue.exported_parts),
    'error_code', issue.error_code, 'error_details', issue.error_details
  )
$$;

comment on function private.card_issue_progress(public.card_issues) is 'How far an issue has come, as its functions answer.';
