<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name />
    <message>
      <source>no value</source>
      <extracomment>analysis/bar_words.py, analysis/breakdown_chart.py</extracomment>
      <translation>kein Wert</translation>
    </message>
    <message>
      <source>has a value</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>hat einen Wert</translation>
    </message>
    <message>
      <source>(blank)</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>(leer)</translation>
    </message>
    <message>
      <source>yes</source>
      <extracomment>analysis/bar_words.py, runs/record_page.py, welcome/segment_step.py</extracomment>
      <translation>ja</translation>
    </message>
    <message>
      <source>no</source>
      <extracomment>analysis/bar_words.py, runs/record_page.py, welcome/segment_step.py</extracomment>
      <translation>nein</translation>
    </message>
    <message>
      <source>%1 other values</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>%1 andere Werte</translation>
    </message>
    <message>
      <source>below %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>unter %1</translation>
    </message>
    <message>
      <source>%1 or more</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>%1 oder mehr</translation>
    </message>
    <message>
      <source>before %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>vor %1</translation>
    </message>
    <message>
      <source>from %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>ab %1</translation>
    </message>
    <message>
      <source>week of %1</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>Woche vom %1</translation>
    </message>
    <message>
      <source>%1 to %2</source>
      <extracomment>analysis/bar_words.py</extracomment>
      <translation>%1 bis %2</translation>
    </message>
    <message>
      <source>This data set has no column to break a segment down by.</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Dieser Datenbestand hat keine Spalte, nach der sich ein Segment aufschlüsseln ließe.</translation>
    </message>
    <message>
      <source>Add as a condition</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Als Bedingung hinzufügen</translation>
    </message>
    <message>
      <source>New segment of these members</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Neues Segment aus diesen Mitgliedern</translation>
    </message>
    <message>
      <source>Breakdown</source>
      <extracomment>analysis/breakdown_card.py, analysis/breakdown_chart.py</extracomment>
      <translation>Aufschlüsselung</translation>
    </message>
    <message>
      <source>Column</source>
      <extracomment>analysis/breakdown_card.py, analysis/trait_chart.py, datasets/computed_tab.py, datasets/dataset_lines.py, syncs/mapping_rules.py, syncs/sync_steps.py</extracomment>
      <translation>Spalte</translation>
    </message>
    <message>
      <source>Columns</source>
      <extracomment>analysis/breakdown_card.py, datasets/columns_tab.py, datasets/dataset_detail.py</extracomment>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>Show</source>
      <extracomment>analysis/breakdown_card.py, analysis/overlap_card.py, config_form.py, workspaces/import_page.py</extracomment>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Break down by</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Aufschlüsseln nach</translation>
    </message>
    <message>
      <source>All of %1</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>Alle in %1</translation>
    </message>
    <message>
      <source>“%1” saved</source>
      <extracomment>analysis/breakdown_card.py, analysis/overlap_card.py, datasets/columns_tab.py, datasets/computed_tab.py, datasets/lists_tab.py, datasets/relations_tab.py, segments/analyze_tab.py, segments/definition_tab.py, setup_card.py, syncs/sync_editor.py</extracomment>
      <translation>„%1“ gespeichert</translation>
    </message>
    <message>
      <source>filled or empty</source>
      <extracomment>analysis/breakdown_card.py</extracomment>
      <translation>gefüllt oder leer</translation>
    </message>
    <message>
      <source>Breakdown by %1</source>
      <extracomment>analysis/breakdown_card.py, analysis/breakdown_chart.py</extracomment>
      <translation>Aufschlüsselung nach %1</translation>
    </message>
    <message>
      <source>Members</source>
      <extracomment>analysis/breakdown_chart.py, analysis/size_chart.py, analysis/trait_chart.py, analysis/upset_chart.py, commands.py, segments/members_tab.py, segments/segment_view.py</extracomment>
      <translation>Mitglieder</translation>
    </message>
    <message>
      <source>Share of the segment</source>
      <extracomment>analysis/breakdown_chart.py, analysis/held_chart.py, analysis/trait_chart.py</extracomment>
      <translation>Anteil am Segment</translation>
    </message>
    <message>
      <source>Data set</source>
      <extracomment>analysis/breakdown_chart.py, command_palette/entries.py, datasets/dataset_lines.py, syncs/sync_steps.py, workspaces/import_page.py</extracomment>
      <translation>Datenbestand</translation>
    </message>
    <message>
      <source>Share of the data set</source>
      <extracomment>analysis/breakdown_chart.py, analysis/trait_chart.py, analysis/upset_chart.py</extracomment>
      <translation>Anteil am Datenbestand</translation>
    </message>
    <message>
      <source>The data set is empty.</source>
      <extracomment>analysis/breakdown_chart.py</extracomment>
      <translation>Der Datenbestand ist leer.</translation>
    </message>
    <message>
      <source>This segment</source>
      <extracomment>analysis/breakdown_chart.py</extracomment>
      <translation>Dieses Segment</translation>
    </message>
    <message>
      <source>%1: %2</source>
      <extracomment>analysis/breakdown_chart.py, home/sizes.py, settings/keyboard_card.py</extracomment>
      <translation>%1: %2</translation>
    </message>
    <message>
      <source>Acknowledged by destination</source>
      <extracomment>analysis/held_chart.py</extracomment>
      <translation>Bestätigt je Ziel</translation>
    </message>
    <message>
      <source>Destination</source>
      <extracomment>analysis/held_chart.py, command_palette/entries.py, destinations/destinations_page.py, runs/forget_page.py, syncs/sync_lines.py, syncs/sync_setup.py, syncs/sync_steps.py, workspaces/import_page.py</extracomment>
      <translation>Ziel</translation>
    </message>
    <message>
      <source>Object</source>
      <extracomment>analysis/held_chart.py, syncs/sync_setup.py, syncs/sync_steps.py</extracomment>
      <translation>Objekt</translation>
    </message>
    <message>
      <source>Acknowledged</source>
      <extracomment>analysis/held_chart.py, runs/record_story.py, runs/run_detail.py</extracomment>
      <translation>Bestätigt</translation>
    </message>
    <message>
      <source>Rejected last</source>
      <extracomment>analysis/held_chart.py</extracomment>
      <translation>Zuletzt abgelehnt</translation>
    </message>
    <message>
      <source>Nothing has been sent yet.</source>
      <extracomment>analysis/held_chart.py, syncs/plan_panel.py</extracomment>
      <translation>Noch wurde nichts gesendet.</translation>
    </message>
    <message>
      <source>%1 rejected</source>
      <extracomment>analysis/held_chart.py, home_page.py, kit/states.py</extracomment>
      <translation>%1 abgelehnt</translation>
    </message>
    <message>
      <source>(%1 rejected)</source>
      <extracomment>analysis/held_chart.py</extracomment>
      <translation>(%1 abgelehnt)</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Letzte 7 Tage</translation>
    </message>
    <message>
      <source>Last 30 days</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Letzte 30 Tage</translation>
    </message>
    <message>
      <source>Last 90 days</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Letzte 90 Tage</translation>
    </message>
    <message>
      <source>Last year</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Letztes Jahr</translation>
    </message>
    <message>
      <source>All that is known</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Alles Bekannte</translation>
    </message>
    <message>
      <source>Size over time</source>
      <extracomment>analysis/known_cards.py, analysis/size_chart.py</extracomment>
      <translation>Größe im Lauf der Zeit</translation>
    </message>
    <message>
      <source>Time that is shown</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Gezeigte Zeit</translation>
    </message>
    <message>
      <source>figure</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>figures</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Zahlen</translation>
    </message>
    <message>
      <source>Where these records already are</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Wo diese Datensätze schon sind</translation>
    </message>
    <message>
      <source>From what each destination acknowledged; works offline.</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Aus dem, was jedes Ziel bestätigt hat; geht auch offline.</translation>
    </message>
    <message>
      <source>Where these people already are</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>Wo diese Menschen schon sind</translation>
    </message>
    <message>
      <source>since</source>
      <extracomment>analysis/known_cards.py</extracomment>
      <translation>seit</translation>
    </message>
    <message>
      <source>Overlap of pairs</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>Überschneidung von Paaren</translation>
    </message>
    <message>
      <source>Of</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>Von</translation>
    </message>
    <message>
      <source>In</source>
      <extracomment>analysis/matrix_chart.py, runs/record_story.py</extracomment>
      <translation>Drin</translation>
    </message>
    <message>
      <source>Members of both</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>Mitglieder beider</translation>
    </message>
    <message>
      <source>Share</source>
      <extracomment>analysis/matrix_chart.py, datasets/profile_chart.py</extracomment>
      <translation>Anteil</translation>
    </message>
    <message>
      <source>%1 of the %2 in “%3” are in “%4” too</source>
      <extracomment>analysis/matrix_chart.py</extracomment>
      <translation>%1 der %2 in „%3“ sind auch in „%4“</translation>
    </message>
    <message>
      <source>two</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>zwei</translation>
    </message>
    <message>
      <source>three</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>drei</translation>
    </message>
    <message>
      <source>four</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>vier</translation>
    </message>
    <message>
      <source>five</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>fünf</translation>
    </message>
    <message>
      <source>Regions</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Bereiche</translation>
    </message>
    <message>
      <source>Circles</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Kreise</translation>
    </message>
    <message>
      <source>Pairs</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Paare</translation>
    </message>
    <message>
      <source>Choose segments to compare with.</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Wählen Sie Segmente zum Vergleichen.</translation>
    </message>
    <message>
      <source>Overlap</source>
      <extracomment>analysis/overlap_card.py, analysis/upset_chart.py, analysis/venn_chart.py</extracomment>
      <translation>Überschneidung</translation>
    </message>
    <message>
      <source>Segment</source>
      <extracomment>analysis/overlap_card.py, command_palette/entries.py, commands.py, datasets/priority_table.py, segments/condition_rows.py, segments/segments_page.py, syncs/mapping_lines.py, syncs/mapping_rules.py, syncs/sync_steps.py, workspaces/import_page.py</extracomment>
      <translation>Segment</translation>
    </message>
    <message>
      <source>Save as a segment</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Als Segment speichern</translation>
    </message>
    <message>
      <source>Segments to compare with</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Segmente zum Vergleichen</translation>
    </message>
    <message>
      <source>This data set has no other segment yet.</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Dieser Datenbestand hat noch kein anderes Segment.</translation>
    </message>
    <message>
      <source>Compare with a segment</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Mit einem Segment vergleichen</translation>
    </message>
    <message>
      <source>Overlap with %1 segments</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Überschneidung mit %1 Segmenten</translation>
    </message>
    <message>
      <source>Overlap with one segment</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Überschneidung mit einem Segment</translation>
    </message>
    <message>
      <source>or wherever else they are: %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>oder wo immer sie sonst sind: %1</translation>
    </message>
    <message>
      <source>or without those of the second: %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>oder ohne die des zweiten: %1</translation>
    </message>
    <message>
      <source>Circles show two or three segments.</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Kreise zeigen zwei oder drei Segmente.</translation>
    </message>
    <message>
      <source>Do not compare with %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Nicht mit %1 vergleichen</translation>
    </message>
    <message>
      <source>Save as a segment: %1</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Als Segment speichern: %1</translation>
    </message>
    <message>
      <source>Overlap as</source>
      <extracomment>analysis/overlap_card.py</extracomment>
      <translation>Überschneidung als</translation>
    </message>
    <message>
      <source>More common here than overall</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>Hier häufiger als insgesamt</translation>
    </message>
    <message>
      <source>Also what the definition asks for</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>Auch, wonach die Definition fragt</translation>
    </message>
    <message>
      <source>%1 compared; told is what chance explains in 1 of 1,000 (z-test)</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>%1 verglichen; genannt wird, was Zufall nur in 1 von 1.000 Fällen erklärt (z-Test)</translation>
    </message>
    <message>
      <source>column</source>
      <extracomment>analysis/profile_card.py, syncs/mapping_lines.py, welcome/file_step.py</extracomment>
      <translation>Spalte</translation>
    </message>
    <message>
      <source>columns</source>
      <extracomment>analysis/profile_card.py, welcome/file_step.py</extracomment>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>Break down by %1</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>Nach %1 aufschlüsseln</translation>
    </message>
    <message>
      <source>too many values: %1</source>
      <extracomment>analysis/profile_card.py</extracomment>
      <translation>zu viele Werte: %1</translation>
    </message>
    <message>
      <source>run</source>
      <extracomment>analysis/size_chart.py, syncs/sync_card.py, timeline.py, workspaces/leaving.py</extracomment>
      <translation>Lauf</translation>
    </message>
    <message>
      <source>count</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>Zählung</translation>
    </message>
    <message>
      <source>Time</source>
      <extracomment>analysis/size_chart.py, support/log_page.py</extracomment>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Of the data set</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>Vom Datenbestand</translation>
    </message>
    <message>
      <source>Known from</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>Bekannt aus</translation>
    </message>
    <message>
      <source>Not counted in this time.</source>
      <extracomment>analysis/size_chart.py</extracomment>
      <translation>In dieser Zeit nicht gezählt.</translation>
    </message>
    <message>
      <source>%1 of %2</source>
      <extracomment>analysis/size_chart.py, datasets/computed_tab.py, segments/members_tab.py, segments/segment_view.py, syncs/sync_lines.py, welcome/tour.py</extracomment>
      <translation>%1 von %2</translation>
    </message>
    <message>
      <source>Cancel</source>
      <extracomment>analysis/study_card.py, datasets/add_dataset.py, datasets/computed_form.py, datasets/exclusion_form.py, datasets/priority_form.py, datasets/relation_form.py, destinations/connect_panel.py, destinations/sign_in_row.py, runs/now_panel.py, segments/analyze_tab.py, segments/members_tab.py, settings/backups_card.py, settings/channels_card.py, setup_card.py, syncs/editor_frame.py, syncs/rehearsal_card.py, syncs/review_page.py, welcome/begin_step.py, welcome/send_step.py</extracomment>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Count now</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Jetzt zählen</translation>
    </message>
    <message>
      <source>Counting…</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Wird gezählt…</translation>
    </message>
    <message>
      <source>Not counted yet. The engine that holds the data does it.</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Noch nicht gezählt. Das macht die Datenbank, die die Daten hat.</translation>
    </message>
    <message>
      <source>counting…</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>zählt…</translation>
    </message>
    <message>
      <source>the definition has changed since</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>die Definition hat sich seither geändert</translation>
    </message>
    <message>
      <source>Counted %1</source>
      <extracomment>analysis/study_card.py, segments/segment_view.py</extracomment>
      <translation>Gezählt %1</translation>
    </message>
    <message>
      <source>cancel</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Zählen abbrechen</translation>
    </message>
    <message>
      <source>count again</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>neu zählen</translation>
    </message>
    <message>
      <source>show as a table</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>als Tabelle zeigen</translation>
    </message>
    <message>
      <source>table</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>Tabelle</translation>
    </message>
    <message>
      <source>%1 in %2</source>
      <extracomment>analysis/study_card.py</extracomment>
      <translation>%1 in %2</translation>
    </message>
    <message>
      <source>More and less common here</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Hier häufiger und seltener</translation>
    </message>
    <message>
      <source>Value</source>
      <extracomment>analysis/trait_chart.py, datasets/profile_chart.py, syncs/mapping_table.py, welcome/segment_step.py</extracomment>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Ratio</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Verhältnis</translation>
    </message>
    <message>
      <source>Low</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Niedrig</translation>
    </message>
    <message>
      <source>High</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Hoch</translation>
    </message>
    <message>
      <source>Nothing differs enough to be sure of it.</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>Nichts unterscheidet sich genug, um sicher zu sein.</translation>
    </message>
    <message>
      <source>%1: %2 of the segment, %3 of the data set</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>%1: %2 des Segments, %3 des Datenbestands</translation>
    </message>
    <message>
      <source>%1 members · %2 to %3 with 95 % confidence</source>
      <extracomment>analysis/trait_chart.py</extracomment>
      <translation>%1 Mitglieder · %2 bis %3 mit 95 % Sicherheit</translation>
    </message>
    <message>
      <source>Region</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>Bereich</translation>
    </message>
    <message>
      <source>These segments have no members.</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>Diese Segmente haben keine Mitglieder.</translation>
    </message>
    <message>
      <source>smaller region: see the table</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>kleinerer Bereich: siehe Tabelle</translation>
    </message>
    <message>
      <source>smaller regions: see the table</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>kleinere Bereiche: siehe Tabelle</translation>
    </message>
    <message>
      <source>in</source>
      <extracomment>analysis/upset_chart.py</extracomment>
      <translation>in</translation>
    </message>
    <message>
      <source>Three circles cannot show these exactly: an area is off by up to %1 of the whole.</source>
      <extracomment>analysis/venn_chart.py</extracomment>
      <translation>Drei Kreise können das nicht genau zeigen: Eine Fläche weicht um bis zu %1 des Ganzen ab.</translation>
    </message>
    <message>
      <source>has %1 of the first</source>
      <extracomment>analysis/venn_chart.py</extracomment>
      <translation>hat %1 des ersten</translation>
    </message>
    <message>
      <source>Find anything</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Alles suchen</translation>
    </message>
    <message>
      <source>Find a command, segment, sync, data set, destination or setting</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Befehl, Segment, Sync, Datenbestand, Ziel oder Einstellung suchen</translation>
    </message>
    <message>
      <source>Found</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Gefunden</translation>
    </message>
    <message>
      <source>Arrows move · Enter opens · Esc closes</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Pfeile bewegen · Eingabe öffnet · Esc schließt</translation>
    </message>
    <message>
      <source>Nothing is called “%1”.</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>Nichts heißt „%1“.</translation>
    </message>
    <message>
      <source>“%1” cannot be done here.</source>
      <extracomment>command_palette/command_palette.py</extracomment>
      <translation>„%1“ ist hier nicht möglich.</translation>
    </message>
    <message>
      <source>Sync</source>
      <extracomment>command_palette/entries.py, commands.py, runs/forget_page.py, runs/now_lines.py, runs/run_lines.py, workspaces/import_page.py</extracomment>
      <translation>Sync</translation>
    </message>
    <message>
      <source>cannot be done here</source>
      <extracomment>command_palette/entries.py</extracomment>
      <translation>hier nicht möglich</translation>
    </message>
    <message>
      <source>Settings</source>
      <extracomment>command_palette/entries.py, commands.py, home/lines.py, main_window.py, settings/settings_page.py</extracomment>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Recent</source>
      <extracomment>command_palette/entries.py</extracomment>
      <translation>Zuletzt</translation>
    </message>
    <message>
      <source>What can be done here</source>
      <extracomment>command_palette/entries.py</extracomment>
      <translation>Was hier möglich ist</translation>
    </message>
    <message>
      <source>File</source>
      <extracomment>commands.py</extracomment>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Workspace</source>
      <extracomment>commands.py, settings/workspace_card.py</extracomment>
      <translation>Arbeitsbereich</translation>
    </message>
    <message>
      <source>Go</source>
      <extracomment>commands.py</extracomment>
      <translation>Gehe zu</translation>
    </message>
    <message>
      <source>View</source>
      <extracomment>commands.py</extracomment>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Help</source>
      <extracomment>commands.py</extracomment>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>New segment</source>
      <extracomment>commands.py, datasets/dataset_detail.py, segments/segments_page.py</extracomment>
      <translation>Neues Segment</translation>
    </message>
    <message>
      <source>New Sync</source>
      <extracomment>commands.py, datasets/dataset_detail.py, syncs/quick_sync_menu.py, syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>Neuer Sync</translation>
    </message>
    <message>
      <source>New workspace…</source>
      <extracomment>commands.py</extracomment>
      <translation>Neuer Arbeitsbereich…</translation>
    </message>
    <message>
      <source>Open workspace…</source>
      <extracomment>commands.py</extracomment>
      <translation>Arbeitsbereich öffnen…</translation>
    </message>
    <message>
      <source>Switch workspace</source>
      <extracomment>commands.py, rail.py</extracomment>
      <translation>Arbeitsbereich wechseln</translation>
    </message>
    <message>
      <source>Import document…</source>
      <extracomment>commands.py</extracomment>
      <translation>Dokument importieren…</translation>
    </message>
    <message>
      <source>Export document…</source>
      <extracomment>commands.py</extracomment>
      <translation>Dokument exportieren…</translation>
    </message>
    <message>
      <source>Linked document…</source>
      <extracomment>commands.py</extracomment>
      <translation>Verknüpftes Dokument…</translation>
    </message>
    <message>
      <source>Back up now</source>
      <extracomment>commands.py, settings/backups_card.py</extracomment>
      <translation>Jetzt sichern</translation>
    </message>
    <message>
      <source>Restore a backup…</source>
      <extracomment>commands.py</extracomment>
      <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
      <source>Pack for another computer…</source>
      <extracomment>commands.py</extracomment>
      <translation>Für einen anderen Rechner packen…</translation>
    </message>
    <message>
      <source>Unpack a workspace…</source>
      <extracomment>commands.py</extracomment>
      <translation>Arbeitsbereich auspacken…</translation>
    </message>
    <message>
      <source>Restart</source>
      <extracomment>commands.py, support/crash_dialog.py</extracomment>
      <translation>Neu starten</translation>
    </message>
    <message>
      <source>Quit</source>
      <extracomment>commands.py, tray.py</extracomment>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Find on the page</source>
      <extracomment>commands.py</extracomment>
      <translation>Auf der Seite suchen</translation>
    </message>
    <message>
      <source>Rename</source>
      <extracomment>commands.py, syncs/editor_steps.py</extracomment>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <extracomment>commands.py</extracomment>
      <translation>Duplizieren</translation>
    </message>
    <message>
      <source>Copy link</source>
      <extracomment>commands.py</extracomment>
      <translation>Link kopieren</translation>
    </message>
    <message>
      <source>Move to a folder…</source>
      <extracomment>commands.py</extracomment>
      <translation>In einen Ordner verschieben…</translation>
    </message>
    <message>
      <source>Tag…</source>
      <extracomment>commands.py</extracomment>
      <translation>Schlagwort…</translation>
    </message>
    <message>
      <source>Count again</source>
      <extracomment>commands.py, segments/analyze_tab.py</extracomment>
      <translation>Neu zählen</translation>
    </message>
    <message>
      <source>Add condition</source>
      <extracomment>commands.py, datasets/computed_form.py, datasets/exclusion_form.py, segments/condition_view.py, segments/definition_layout.py</extracomment>
      <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
      <source>Undo</source>
      <extracomment>commands.py, datasets/computed_tab.py, datasets/dataset_detail.py, datasets/lists_tab.py, datasets/relations_tab.py, scheduler.py, segments/activity_tab.py, segments/definition_layout.py, segments/definition_tab.py, segments/segment_acts.py, settings/channels_card.py, settings/keyboard_card.py, syncs/history_page.py, syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Redo</source>
      <extracomment>commands.py, segments/definition_layout.py, segments/definition_tab.py</extracomment>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Add condition below</source>
      <extracomment>commands.py</extracomment>
      <translation>Bedingung darunter hinzufügen</translation>
    </message>
    <message>
      <source>Move condition up</source>
      <extracomment>commands.py</extracomment>
      <translation>Bedingung nach oben</translation>
    </message>
    <message>
      <source>Move condition down</source>
      <extracomment>commands.py</extracomment>
      <translation>Bedingung nach unten</translation>
    </message>
    <message>
      <source>Move condition into a group</source>
      <extracomment>commands.py</extracomment>
      <translation>Bedingung in eine Gruppe verschieben</translation>
    </message>
    <message>
      <source>Move condition out of its group</source>
      <extracomment>commands.py</extracomment>
      <translation>Bedingung aus ihrer Gruppe lösen</translation>
    </message>
    <message>
      <source>Duplicate condition</source>
      <extracomment>commands.py, segments/condition_view.py</extracomment>
      <translation>Bedingung duplizieren</translation>
    </message>
    <message>
      <source>Remove condition</source>
      <extracomment>commands.py, segments/condition_view.py</extracomment>
      <translation>Bedingung entfernen</translation>
    </message>
    <message>
      <source>Copy conditions as text</source>
      <extracomment>commands.py</extracomment>
      <translation>Bedingungen als Text kopieren</translation>
    </message>
    <message>
      <source>Paste conditions</source>
      <extracomment>commands.py, segments/condition_view.py</extracomment>
      <translation>Bedingungen einfügen</translation>
    </message>
    <message>
      <source>Save definition</source>
      <extracomment>commands.py</extracomment>
      <translation>Definition speichern</translation>
    </message>
    <message>
      <source>View SQL</source>
      <extracomment>commands.py, segments/definition_layout.py</extracomment>
      <translation>SQL ansehen</translation>
    </message>
    <message>
      <source>Count all studies again</source>
      <extracomment>commands.py, segments/analyze_tab.py</extracomment>
      <translation>Alle Auswertungen neu zählen</translation>
    </message>
    <message>
      <source>Export charts and tables…</source>
      <extracomment>commands.py</extracomment>
      <translation>Diagramme und Tabellen exportieren…</translation>
    </message>
    <message>
      <source>Delete segment</source>
      <extracomment>commands.py</extracomment>
      <translation>Segment löschen</translation>
    </message>
    <message>
      <source>Quick Sync</source>
      <extracomment>commands.py, syncs/quick_sync_menu.py, syncs/syncs_tab.py, welcome/tour.py</extracomment>
      <translation>Quick Sync</translation>
    </message>
    <message>
      <source>Review changes</source>
      <extracomment>commands.py, runs/run_detail.py, syncs/review_page.py, syncs/sync_card.py, welcome/tour.py</extracomment>
      <translation>Änderungen prüfen</translation>
    </message>
    <message>
      <source>Send the reviewed changes</source>
      <extracomment>commands.py</extracomment>
      <translation>Geprüfte Änderungen senden</translation>
    </message>
    <message>
      <source>Run now</source>
      <extracomment>commands.py, syncs/sync_card.py</extracomment>
      <translation>Ausführen</translation>
    </message>
    <message>
      <source>Cancel run</source>
      <extracomment>commands.py, runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Lauf abbrechen</translation>
    </message>
    <message>
      <source>Pause or resume the run</source>
      <extracomment>commands.py</extracomment>
      <translation>Lauf pausieren oder fortsetzen</translation>
    </message>
    <message>
      <source>Pause or resume all runs</source>
      <extracomment>commands.py</extracomment>
      <translation>Alle Läufe pausieren oder fortsetzen</translation>
    </message>
    <message>
      <source>Pause or resume the sync</source>
      <extracomment>commands.py</extracomment>
      <translation>Sync pausieren oder fortsetzen</translation>
    </message>
    <message>
      <source>Show runs that wait for the network</source>
      <extracomment>commands.py</extracomment>
      <translation>Läufe zeigen, die auf das Netz warten</translation>
    </message>
    <message>
      <source>Turn schedules on or off</source>
      <extracomment>commands.py</extracomment>
      <translation>Zeitpläne ein- oder ausschalten</translation>
    </message>
    <message>
      <source>Find a record…</source>
      <extracomment>commands.py</extracomment>
      <translation>Datensatz suchen…</translation>
    </message>
    <message>
      <source>Check the audience</source>
      <extracomment>commands.py</extracomment>
      <translation>Zielgruppe abgleichen</translation>
    </message>
    <message>
      <source>Forget a person…</source>
      <extracomment>commands.py</extracomment>
      <translation>Person vergessen…</translation>
    </message>
    <message>
      <source>Edit sync</source>
      <extracomment>commands.py, syncs/sync_editor.py</extracomment>
      <translation>Sync bearbeiten</translation>
    </message>
    <message>
      <source>History of the sync…</source>
      <extracomment>commands.py</extracomment>
      <translation>Verlauf des Syncs…</translation>
    </message>
    <message>
      <source>Delete sync</source>
      <extracomment>commands.py</extracomment>
      <translation>Sync löschen</translation>
    </message>
    <message>
      <source>Find anything…</source>
      <extracomment>commands.py</extracomment>
      <translation>Alles suchen…</translation>
    </message>
    <message>
      <source>Home</source>
      <extracomment>commands.py, home_page.py, main_window.py</extracomment>
      <translation>Startseite</translation>
    </message>
    <message>
      <source>Segments</source>
      <extracomment>commands.py, datasets/priority_form.py, main_window.py, segments/catalogue.py, segments/condition_rows.py, segments/segments_page.py, welcome/tour.py</extracomment>
      <translation>Segmente</translation>
    </message>
    <message>
      <source>Data sets</source>
      <extracomment>commands.py, datasets/datasets_page.py, main_window.py, runs/forget_page.py</extracomment>
      <translation>Datenbestände</translation>
    </message>
    <message>
      <source>Destinations</source>
      <extracomment>commands.py, destinations/destinations_page.py, main_window.py</extracomment>
      <translation>Ziele</translation>
    </message>
    <message>
      <source>Runs</source>
      <extracomment>commands.py, main_window.py, runs/runs_page.py, syncs/schedule_step.py, welcome/tour.py</extracomment>
      <translation>Läufe</translation>
    </message>
    <message>
      <source>Definition</source>
      <extracomment>commands.py, segments/definition_tab.py, segments/segment_view.py, segments/segments_page.py</extracomment>
      <translation>Definition</translation>
    </message>
    <message>
      <source>Syncs</source>
      <extracomment>commands.py, datasets/dataset_detail.py, destinations/destinations_page.py, segments/segment_view.py, syncs/syncs_tab.py</extracomment>
      <translation>Syncs</translation>
    </message>
    <message>
      <source>Analyze</source>
      <extracomment>commands.py, segments/analyze_tab.py, segments/segment_view.py</extracomment>
      <translation>Auswerten</translation>
    </message>
    <message>
      <source>Activity</source>
      <extracomment>commands.py, datasets/dataset_detail.py, datasets/history_tab.py, segments/activity_tab.py, segments/segment_view.py</extracomment>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Back</source>
      <extracomment>commands.py, datasets/source_gallery.py, destinations/destinations_page.py, guide/reader.py, runs/forget_page.py, runs/record_page.py, syncs/history_page.py, welcome/file_step.py, welcome/send_step.py, welcome/tour.py, workspaces/import_page.py</extracomment>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Narrow side bar</source>
      <extracomment>commands.py</extracomment>
      <translation>Schmale Seitenleiste</translation>
    </message>
    <message>
      <source>Theme: as the system</source>
      <extracomment>commands.py</extracomment>
      <translation>Aussehen: wie das System</translation>
    </message>
    <message>
      <source>Theme: light</source>
      <extracomment>commands.py</extracomment>
      <translation>Aussehen: hell</translation>
    </message>
    <message>
      <source>Theme: dark</source>
      <extracomment>commands.py</extracomment>
      <translation>Aussehen: dunkel</translation>
    </message>
    <message>
      <source>Theme: high contrast, light</source>
      <extracomment>commands.py</extracomment>
      <translation>Design: hoher Kontrast, hell</translation>
    </message>
    <message>
      <source>Theme: high contrast, dark</source>
      <extracomment>commands.py</extracomment>
      <translation>Design: hoher Kontrast, dunkel</translation>
    </message>
    <message>
      <source>Help on this page</source>
      <extracomment>commands.py</extracomment>
      <translation>Hilfe zu dieser Seite</translation>
    </message>
    <message>
      <source>User guide</source>
      <extracomment>commands.py, guide/reader.py</extracomment>
      <translation>Handbuch</translation>
    </message>
    <message>
      <source>Take the tour</source>
      <extracomment>commands.py, welcome/send_step.py</extracomment>
      <translation>Rundgang</translation>
    </message>
    <message>
      <source>Welcome…</source>
      <extracomment>commands.py</extracomment>
      <translation>Willkommen…</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <extracomment>commands.py, help.py</extracomment>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Save diagnostics…</source>
      <extracomment>commands.py, support/crash_dialog.py, support/health_page.py</extracomment>
      <translation>Diagnose speichern…</translation>
    </message>
    <message>
      <source>Log</source>
      <extracomment>commands.py, kit/said.py, support/log_page.py</extracomment>
      <translation>Protokoll</translation>
    </message>
    <message>
      <source>Health check</source>
      <extracomment>commands.py, support/health_page.py</extracomment>
      <translation>Zustand prüfen</translation>
    </message>
    <message>
      <source>About Census Desktop</source>
      <extracomment>commands.py, help.py</extracomment>
      <translation>Über Census Desktop</translation>
    </message>
    <message>
      <source>Choose a folder for %1</source>
      <extracomment>config_form.py</extracomment>
      <translation>Ordner für %1 wählen</translation>
    </message>
    <message>
      <source>line</source>
      <extracomment>config_form.py, support/log_page.py</extracomment>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>lines</source>
      <extracomment>config_form.py, support/log_page.py</extracomment>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>Hide</source>
      <extracomment>config_form.py</extracomment>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>stored; type to replace it</source>
      <extracomment>config_form.py</extracomment>
      <translation>gespeichert; zum Ersetzen tippen</translation>
    </message>
    <message>
      <source>%1 entered, out of sight; click to look</source>
      <extracomment>config_form.py</extracomment>
      <translation>%1 eingegeben, außer Sicht; zum Ansehen klicken</translation>
    </message>
    <message>
      <source>Show or hide %1</source>
      <extracomment>config_form.py</extracomment>
      <translation>%1 zeigen oder verbergen</translation>
    </message>
    <message>
      <source>Name: value</source>
      <extracomment>config_form.py</extracomment>
      <translation>Name: Wert</translation>
    </message>
    <message>
      <source>Add a data set</source>
      <extracomment>datasets/add_dataset.py, datasets/datasets_page.py, home_page.py</extracomment>
      <translation>Datenbestand hinzufügen</translation>
    </message>
    <message>
      <source>Source</source>
      <extracomment>datasets/add_dataset.py, syncs/sync_setup.py, workspaces/import_page.py</extracomment>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>File or table</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Datei oder Tabelle</translation>
    </message>
    <message>
      <source>Detected columns</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Erkannte Spalten</translation>
    </message>
    <message>
      <source>Add data set</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Datenbestand hinzufügen</translation>
    </message>
    <message>
      <source>Choose a file…</source>
      <extracomment>datasets/add_dataset.py, welcome/begin_step.py</extracomment>
      <translation>Datei wählen…</translation>
    </message>
    <message>
      <source>Connect a database…</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Datenbank verbinden…</translation>
    </message>
    <message>
      <source>Choose a file</source>
      <extracomment>datasets/add_dataset.py, welcome/begin_step.py</extracomment>
      <translation>Datei wählen</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Ordner wählen</translation>
    </message>
    <message>
      <source>Reading …</source>
      <extracomment>datasets/add_dataset.py, welcome/file_step.py</extracomment>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Choose a known source</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Bekannte Quelle wählen</translation>
    </message>
    <message>
      <source>Choose a file or table</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Datei oder Tabelle wählen</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Ordner wählen…</translation>
    </message>
    <message>
      <source>Edit the source</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Quelle bearbeiten</translation>
    </message>
    <message>
      <source>Files, databases and warehouses; all are only read.</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Dateien, Datenbanken und Warehouses; alle werden nur gelesen.</translation>
    </message>
    <message>
      <source>There is no file in it that can be read.</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Es enthält keine Datei, die gelesen werden kann.</translation>
    </message>
    <message>
      <source>column detected</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Spalte erkannt</translation>
    </message>
    <message>
      <source>columns detected</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>Spalten erkannt</translation>
    </message>
    <message>
      <source>“%1” added</source>
      <extracomment>datasets/add_dataset.py</extracomment>
      <translation>„%1“ hinzugefügt</translation>
    </message>
    <message>
      <source>Conditions take what is typed.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Bedingungen nehmen, was eingegeben wird.</translation>
    </message>
    <message>
      <source>Selected column</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Ausgewählte Spalte</translation>
    </message>
    <message>
      <source>Personal data</source>
      <extracomment>datasets/column_panel.py, datasets/dataset_lines.py</extracomment>
      <translation>Personenbezogene Daten</translation>
    </message>
    <message>
      <source>Offer its values in a list</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Werte in einer Liste anbieten</translation>
    </message>
    <message>
      <source>Profile the columns</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Spalten auswerten</translation>
    </message>
    <message>
      <source>Spread</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Verteilung</translation>
    </message>
    <message>
      <source>Spread of the values</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Verteilung der Werte</translation>
    </message>
    <message>
      <source>Most frequent</source>
      <extracomment>datasets/column_panel.py, datasets/computed_form.py</extracomment>
      <translation>Am häufigsten</translation>
    </message>
    <message>
      <source>Most frequent values</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Häufigste Werte</translation>
    </message>
    <message>
      <source>Values of personal data are offered nowhere.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Werte personenbezogener Daten werden nirgends angeboten.</translation>
    </message>
    <message>
      <source>Conditions choose from its values. They are kept on this computer and read anew once a day.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Bedingungen wählen aus den Werten. Sie liegen auf diesem Rechner und werden einmal am Tag neu gelesen.</translation>
    </message>
    <message>
      <source>Profile</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Its values are hidden in every view and never kept here; syncs still send them.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Die Werte sind in jeder Ansicht verborgen und werden hier nie aufbewahrt; Syncs senden sie trotzdem.</translation>
    </message>
    <message>
      <source>Its values are shown in previews, profiles and records.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Die Werte werden in Vorschauen, Profilen und Datensätzen gezeigt.</translation>
    </message>
    <message>
      <source>Nothing is known of its values yet.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Über die Werte ist noch nichts bekannt.</translation>
    </message>
    <message>
      <source>Refresh</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Neu lesen</translation>
    </message>
    <message>
      <source>The column is newer than this profile.</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>Die Spalte ist neuer als dieses Profil.</translation>
    </message>
    <message>
      <source>Asking %1 …</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>%1 wird gefragt …</translation>
    </message>
    <message>
      <source>%1, %2</source>
      <extracomment>datasets/column_panel.py</extracomment>
      <translation>%1, %2</translation>
    </message>
    <message>
      <source>record</source>
      <extracomment>datasets/column_panel.py, datasets/list_words.py, runs/call_text.py, runs/calls_tab.py, runs/forget_page.py, runs/records_tab.py, segments/condition_groups.py, syncs/plan_panel.py, syncs/review_page.py, syncs/reviewed.py, welcome/send_step.py</extracomment>
      <translation>Datensatz</translation>
    </message>
    <message>
      <source>records</source>
      <extracomment>datasets/column_panel.py, datasets/list_words.py, runs/call_text.py, runs/calls_tab.py, runs/forget_page.py, runs/records_tab.py, segments/condition_groups.py, syncs/alerts_step.py, syncs/plan_panel.py, syncs/review_page.py, syncs/reviewed.py, syncs/safety_step.py, welcome/send_step.py</extracomment>
      <translation>Datensätze</translation>
    </message>
    <message>
      <source>Refresh columns</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>Spalten neu lesen</translation>
    </message>
    <message>
      <source>, nothing new</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>, nichts Neues</translation>
    </message>
    <message>
      <source>Space marks personal data, L offers values in a list</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>Leertaste kennzeichnet personenbezogene Daten, L bietet Werte in einer Liste an</translation>
    </message>
    <message>
      <source>Columns read</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>Spalten gelesen</translation>
    </message>
    <message>
      <source>the source</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>die Quelle</translation>
    </message>
    <message>
      <source>: new: %1</source>
      <extracomment>datasets/columns_tab.py</extracomment>
      <translation>: neu: %1</translation>
    </message>
    <message>
      <source>Look up one value</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Einen Wert nachschlagen</translation>
    </message>
    <message>
      <source>Count</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Anzahl</translation>
    </message>
    <message>
      <source>Sum</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Summe</translation>
    </message>
    <message>
      <source>Average</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Durchschnitt</translation>
    </message>
    <message>
      <source>Least</source>
      <extracomment>datasets/computed_form.py, datasets/profile_chart.py</extracomment>
      <translation>Kleinster</translation>
    </message>
    <message>
      <source>Greatest</source>
      <extracomment>datasets/computed_form.py, datasets/profile_chart.py</extracomment>
      <translation>Größter</translation>
    </message>
    <message>
      <source>Computed column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Berechnete Spalte</translation>
    </message>
    <message>
      <source>Name of the column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Name der Spalte</translation>
    </message>
    <message>
      <source>Of related records</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Aus verbundenen Datensätzen</translation>
    </message>
    <message>
      <source>What</source>
      <extracomment>datasets/computed_form.py, datasets/history_tab.py, runs/record_story.py, segments/activity_tab.py, support/log_page.py, syncs/history_page.py, workspaces/import_page.py</extracomment>
      <translation>Was</translation>
    </message>
    <message>
      <source>Of the column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Aus der Spalte</translation>
    </message>
    <message>
      <source>Records that count</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Datensätze, die zählen</translation>
    </message>
    <message>
      <source>Save column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Spalte speichern</translation>
    </message>
    <message>
      <source>Add a relationship first: computed columns are made of related records.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Fügen Sie zuerst eine Beziehung hinzu: Berechnete Spalten entstehen aus verbundenen Datensätzen.</translation>
    </message>
    <message>
      <source>Choose whose records it is made of.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Wählen Sie, aus wessen Datensätzen sie entsteht.</translation>
    </message>
    <message>
      <source>Choose the column that is taken.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Wählen Sie die Spalte, die genommen wird.</translation>
    </message>
    <message>
      <source>Asking the source …</source>
      <extracomment>datasets/computed_form.py, datasets/relation_form.py</extracomment>
      <translation>Die Quelle wird gefragt …</translation>
    </message>
    <message>
      <source>Choose a relationship</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Beziehung wählen</translation>
    </message>
    <message>
      <source>Choose a column</source>
      <extracomment>datasets/computed_form.py, datasets/relation_form.py, syncs/sync_steps.py</extracomment>
      <translation>Spalte wählen</translation>
    </message>
    <message>
      <source>Add a condition to the roll-up</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Bedingung für die Zusammenfassung hinzufügen</translation>
    </message>
    <message>
      <source>New computed column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Neue berechnete Spalte</translation>
    </message>
    <message>
      <source>Cancel the computed column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Berechnete Spalte verwerfen</translation>
    </message>
    <message>
      <source>“%1” gives several records, so there is no one value to look up. Roll them up.</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>„%1“ ergibt mehrere Datensätze, also keinen einzelnen Wert zum Nachschlagen. Fassen Sie sie zusammen.</translation>
    </message>
    <message>
      <source>New column</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Neue Spalte</translation>
    </message>
    <message>
      <source>Edit “%1”</source>
      <extracomment>datasets/computed_form.py, datasets/exclusion_form.py, datasets/priority_form.py, datasets/relation_form.py</extracomment>
      <translation>„%1“ bearbeiten</translation>
    </message>
    <message>
      <source>Its values are personal data and stay hidden (%1).</source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Die Werte sind personenbezogene Daten und bleiben verborgen (%1).</translation>
    </message>
    <message>
      <source>Values (%1): </source>
      <extracomment>datasets/computed_form.py</extracomment>
      <translation>Werte (%1): </translation>
    </message>
    <message>
      <source>A look-up brings one value of a related record here; a roll-up counts, adds or compares many.</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Nachschlagen holt einen Wert eines verbundenen Datensatzes; Zusammenfassen zählt, addiert oder vergleicht viele.</translation>
    </message>
    <message>
      <source>%1 where %2</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>%1, wobei %2</translation>
    </message>
    <message>
      <source>does not work</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>funktioniert nicht</translation>
    </message>
    <message>
      <source>How</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Wie</translation>
    </message>
    <message>
      <source>Type</source>
      <extracomment>datasets/computed_tab.py, datasets/dataset_lines.py, settings/channels_card.py</extracomment>
      <translation>Typ</translation>
    </message>
    <message>
      <source>Edit</source>
      <extracomment>datasets/computed_tab.py, datasets/lists_tab.py, datasets/relations_tab.py, settings/channels_card.py</extracomment>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <source>number of %1</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Anzahl von %1</translation>
    </message>
    <message>
      <source>%1 %2 of %3</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>%1 %2 von %3</translation>
    </message>
    <message>
      <source>Computed columns</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Berechnete Spalten</translation>
    </message>
    <message>
      <source>Edit the computed column</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Berechnete Spalte bearbeiten</translation>
    </message>
    <message>
      <source>Remove the computed column</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Berechnete Spalte entfernen</translation>
    </message>
    <message>
      <source>Add</source>
      <extracomment>datasets/computed_tab.py, datasets/relations_tab.py</extracomment>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>No computed column yet</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Noch keine berechnete Spalte</translation>
    </message>
    <message>
      <source>Trying it on the source …</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Wird an der Quelle ausprobiert …</translation>
    </message>
    <message>
      <source>“%1” removed</source>
      <extracomment>datasets/computed_tab.py, datasets/dataset_detail.py, datasets/lists_tab.py, datasets/relations_tab.py, datasets/source_gallery.py, destinations/destinations_page.py</extracomment>
      <translation>„%1“ entfernt</translation>
    </message>
    <message>
      <source>Add a computed column</source>
      <extracomment>datasets/computed_tab.py</extracomment>
      <translation>Berechnete Spalte hinzufügen</translation>
    </message>
    <message>
      <source>Syncs of the whole data set are listed here; those of its segments are in their Syncs tabs.</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Syncs des ganzen Datenbestands stehen hier; die seiner Segmente in deren Reiter Syncs.</translation>
    </message>
    <message>
      <source>The whole data set is sent nowhere</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Der ganze Datenbestand wird nirgendwohin gesendet</translation>
    </message>
    <message>
      <source>Selected data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Ausgewählter Datenbestand</translation>
    </message>
    <message>
      <source>Views of the data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Ansichten des Datenbestands</translation>
    </message>
    <message>
      <source>Relationships</source>
      <extracomment>datasets/dataset_detail.py, datasets/relations_tab.py</extracomment>
      <translation>Beziehungen</translation>
    </message>
    <message>
      <source>Computed</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Berechnet</translation>
    </message>
    <message>
      <source>Lists</source>
      <extracomment>datasets/dataset_detail.py, datasets/lists_tab.py</extracomment>
      <translation>Listen</translation>
    </message>
    <message>
      <source>Reading</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Einlesen</translation>
    </message>
    <message>
      <source>segment</source>
      <extracomment>datasets/dataset_detail.py, datasets/dataset_lines.py, main_window.py, segments/segment_acts.py, segments/segment_line.py, segments/segments_page.py</extracomment>
      <translation>Segment</translation>
    </message>
    <message>
      <source>segments</source>
      <extracomment>datasets/dataset_detail.py, datasets/dataset_lines.py, main_window.py, segments/segment_acts.py, segments/segment_line.py, segments/segments_page.py</extracomment>
      <translation>Segmente</translation>
    </message>
    <message>
      <source>New Sync of the whole data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Neuer Sync des ganzen Datenbestands</translation>
    </message>
    <message>
      <source>Remove the data set</source>
      <extracomment>datasets/dataset_detail.py</extracomment>
      <translation>Datenbestand entfernen</translation>
    </message>
    <message>
      <source>sync</source>
      <extracomment>datasets/dataset_detail.py, runs/forget_page.py, segments/segment_view.py, workspaces/notice.py</extracomment>
      <translation>Sync</translation>
    </message>
    <message>
      <source>syncs</source>
      <extracomment>datasets/dataset_detail.py, runs/forget_page.py, segments/segment_view.py, workspaces/notice.py</extracomment>
      <translation>Syncs</translation>
    </message>
    <message>
      <source>Data set name</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Name des Datenbestands</translation>
    </message>
    <message>
      <source>Records are</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Datensätze sind</translation>
    </message>
    <message>
      <source>Each value stands once; segments are combined by it</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Jeder Wert steht einmal; Segmente werden darüber verknüpft</translation>
    </message>
    <message>
      <source>Matches people at destinations</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Findet Personen an Zielen wieder</translation>
    </message>
    <message>
      <source>What happened</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Was geschah</translation>
    </message>
    <message>
      <source>When it happened, in UTC</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Wann es geschah, in UTC</translation>
    </message>
    <message>
      <source>Unique identifier</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Eindeutige Kennung</translation>
    </message>
    <message>
      <source>E-mail address</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>E-Mail-Adresse</translation>
    </message>
    <message>
      <source>Event name</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Name des Ereignisses</translation>
    </message>
    <message>
      <source>Event time</source>
      <extracomment>datasets/dataset_form.py</extracomment>
      <translation>Zeit des Ereignisses</translation>
    </message>
    <message>
      <source>Name</source>
      <extracomment>datasets/dataset_form.py, datasets/exclusion_form.py, datasets/priority_form.py, segments/segments_page.py, settings/channels_card.py, setup_card.py, syncs/sync_review.py</extracomment>
      <translation>Name</translation>
    </message>
    <message>
      <source>none</source>
      <extracomment>datasets/dataset_form.py, datasets/reading_panel.py, runs/forget_page.py</extracomment>
      <translation>keine</translation>
    </message>
    <message>
      <source>People</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Personen</translation>
    </message>
    <message>
      <source>Companies</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Firmen</translation>
    </message>
    <message>
      <source>Events</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Ereignisse</translation>
    </message>
    <message>
      <source>Anything else</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Etwas anderes</translation>
    </message>
    <message>
      <source>source removed</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Quelle entfernt</translation>
    </message>
    <message>
      <source>computed column</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>berechnete Spalte</translation>
    </message>
    <message>
      <source>Give the data set a name.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Geben Sie dem Datenbestand einen Namen.</translation>
    </message>
    <message>
      <source>Events need the column of their name and the column of their time.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Ereignisse brauchen die Spalte ihres Namens und die Spalte ihrer Zeit.</translation>
    </message>
    <message>
      <source>Choose the column that identifies a record.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Wählen Sie die Spalte, die einen Datensatz kennzeichnet.</translation>
    </message>
    <message>
      <source>Used as</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Verwendet als</translation>
    </message>
    <message>
      <source>no longer in the source</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>nicht mehr in der Quelle</translation>
    </message>
    <message>
      <source>Personal</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Personenbezogen</translation>
    </message>
    <message>
      <source>In a list</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>In einer Liste</translation>
    </message>
    <message>
      <source>Empty</source>
      <extracomment>datasets/dataset_lines.py, datasets/profile_chart.py, syncs/mapping_popovers.py</extracomment>
      <translation>Leer</translation>
    </message>
    <message>
      <source>Different</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Verschieden</translation>
    </message>
    <message>
      <source>%1 does not work: %2.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>%1 funktioniert nicht: %2.</translation>
    </message>
    <message>
      <source>The %1</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>%1</translation>
    </message>
    <message>
      <source>The %1 “%2”</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>%1 „%2“</translation>
    </message>
    <message>
      <source>unique identifier</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>eindeutige Kennung</translation>
    </message>
    <message>
      <source>e-mail address</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>E-Mail-Adresse</translation>
    </message>
    <message>
      <source>event name</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Name des Ereignisses</translation>
    </message>
    <message>
      <source>event time</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Zeit des Ereignisses</translation>
    </message>
    <message>
      <source>SQL query</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>SQL-Abfrage</translation>
    </message>
    <message>
      <source>The source has changed, %1.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Die Quelle hat sich geändert, %1.</translation>
    </message>
    <message>
      <source>And %1 more.</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Und %1 weitere.</translation>
    </message>
    <message>
      <source>hidden until shown</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>verborgen, bis gezeigt</translation>
    </message>
    <message>
      <source>personal data</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>personenbezogene Daten</translation>
    </message>
    <message>
      <source>not personal data</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>keine personenbezogenen Daten</translation>
    </message>
    <message>
      <source>values offered in a list</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Werte in einer Liste angeboten</translation>
    </message>
    <message>
      <source>values typed</source>
      <extracomment>datasets/dataset_lines.py</extracomment>
      <translation>Werte eingegeben</translation>
    </message>
    <message>
      <source>A data set is a file or table of your records: customers, orders, events. It is opened read-only.</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Ein Datenbestand ist eine Datei oder Tabelle Ihrer Datensätze: Kunden, Bestellungen, Ereignisse. Er wird nur gelesen.</translation>
    </message>
    <message>
      <source>Search data sets</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Datenbestände suchen</translation>
    </message>
    <message>
      <source>Add the first data set</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Ersten Datenbestand hinzufügen</translation>
    </message>
    <message>
      <source>No data set yet</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Noch kein Datenbestand</translation>
    </message>
    <message>
      <source>data set</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Datenbestand</translation>
    </message>
    <message>
      <source>data sets</source>
      <extracomment>datasets/datasets_page.py</extracomment>
      <translation>Datenbestände</translation>
    </message>
    <message>
      <source>Exclusion list</source>
      <extracomment>datasets/exclusion_form.py, datasets/list_words.py, datasets/lists_tab.py</extracomment>
      <translation>Ausschlussliste</translation>
    </message>
    <message>
      <source>Name of the exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Name der Ausschlussliste</translation>
    </message>
    <message>
      <source>The exclusion list is on</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Die Ausschlussliste ist eingeschaltet</translation>
    </message>
    <message>
      <source>Who is on the list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Wer auf der Liste steht</translation>
    </message>
    <message>
      <source>More</source>
      <extracomment>datasets/exclusion_form.py, segments/definition_layout.py</extracomment>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>Save list</source>
      <extracomment>datasets/exclusion_form.py, datasets/priority_form.py</extracomment>
      <translation>Liste speichern</translation>
    </message>
    <message>
      <source>On: nobody on it is sent anywhere</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Ein: Niemand darauf wird irgendwohin gesendet</translation>
    </message>
    <message>
      <source>Add a condition to the list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Bedingung zur Liste hinzufügen</translation>
    </message>
    <message>
      <source>Add something else to the list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Etwas anderes zur Liste hinzufügen</translation>
    </message>
    <message>
      <source>Save the exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Ausschlussliste speichern</translation>
    </message>
    <message>
      <source>New exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Neue Ausschlussliste</translation>
    </message>
    <message>
      <source>Counting …</source>
      <extracomment>datasets/exclusion_form.py, datasets/priority_form.py, welcome/segment_step.py</extracomment>
      <translation>Wird gezählt …</translation>
    </message>
    <message>
      <source>Say who is on the list: until then it takes nobody out.</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Sagen Sie, wer auf der Liste steht: Bis dahin nimmt sie niemanden heraus.</translation>
    </message>
    <message>
      <source>Another exclusion list is called so.</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Eine andere Ausschlussliste heißt so.</translation>
    </message>
    <message>
      <source>Cancel the exclusion list</source>
      <extracomment>datasets/exclusion_form.py</extracomment>
      <translation>Ausschlussliste verwerfen</translation>
    </message>
    <message>
      <source>this list</source>
      <extracomment>datasets/exclusion_form.py, datasets/priority_form.py</extracomment>
      <translation>diese Liste</translation>
    </message>
    <message>
      <source>Restore what was before</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>Vorherigen Stand wiederherstellen</translation>
    </message>
    <message>
      <source>Brings back the definition as it was before the selected change</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>Holt die Definition zurück, wie sie vor der ausgewählten Änderung war</translation>
    </message>
    <message>
      <source>Changes of the data set</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>Änderungen des Datenbestands</translation>
    </message>
    <message>
      <source>When</source>
      <extracomment>datasets/history_tab.py, runs/record_story.py, segments/activity_tab.py, segments/condition_groups.py, syncs/history_page.py</extracomment>
      <translation>Wann</translation>
    </message>
    <message>
      <source>“%1” is as it was before %2</source>
      <extracomment>datasets/history_tab.py</extracomment>
      <translation>„%1“ ist wie vor %2</translation>
    </message>
    <message>
      <source>On</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Ein</translation>
    </message>
    <message>
      <source>Off</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Aus</translation>
    </message>
    <message>
      <source>Nobody is in two of these segments.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Niemand ist in zwei dieser Segmente.</translation>
    </message>
    <message>
      <source>no condition yet: nobody is on it</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>noch keine Bedingung: niemand steht darauf</translation>
    </message>
    <message>
      <source>Takes out %1 of %2</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Nimmt %1 von %2 heraus</translation>
    </message>
    <message>
      <source>Would take out %1 of %2</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Nähme %1 von %2 heraus</translation>
    </message>
    <message>
      <source>Keeps %1 out of lower segments</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Hält %1 aus niedrigeren Segmenten heraus</translation>
    </message>
    <message>
      <source>Takes nobody out: no record is on it.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Nimmt niemanden heraus: Kein Datensatz steht darauf.</translation>
    </message>
    <message>
      <source>Priority list</source>
      <extracomment>datasets/list_words.py, datasets/lists_tab.py, datasets/priority_form.py</extracomment>
      <translation>Rangliste</translation>
    </message>
    <message>
      <source>other sync stops</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>weiterer Sync hört auf,</translation>
    </message>
    <message>
      <source>other syncs stop</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>weitere Syncs hören auf,</translation>
    </message>
    <message>
      <source>Off: the %1 of %2 records on it stay in.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Aus: Die %1 von %2 Datensätzen darauf bleiben drin.</translation>
    </message>
    <message>
      <source>Takes %1 of %2 records out of every segment and sync.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Nimmt %1 von %2 Datensätzen aus jedem Segment und Sync.</translation>
    </message>
    <message>
      <source>mirror will remove records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Spiegel-Sync wird Datensätze entfernen</translation>
    </message>
    <message>
      <source>mirrors will remove records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Spiegel-Syncs werden Datensätze entfernen</translation>
    </message>
    <message>
      <source>mirror will add records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Spiegel-Sync wird Datensätze hinzufügen</translation>
    </message>
    <message>
      <source>mirrors will add records</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Spiegel-Syncs werden Datensätze hinzufügen</translation>
    </message>
    <message>
      <source>Keeps members of higher segments out of lower ones: %1 in all.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Hält Mitglieder höherer Segmente aus niedrigeren heraus: insgesamt %1.</translation>
    </message>
    <message>
      <source>a segment that is gone</source>
      <extracomment>datasets/list_words.py, datasets/priority_form.py, segments/activity_tab.py, segments/condition_rows.py, syncs/mapping_rules.py</extracomment>
      <translation>ein Segment, das es nicht mehr gibt</translation>
    </message>
    <message>
      <source>%1 sending them; what was sent stays there.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 sie zu senden; was gesendet wurde, bleibt dort.</translation>
    </message>
    <message>
      <source>Lets %1 back into every segment and sync.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>Lässt %1 wieder in jedes Segment und jeden Sync.</translation>
    </message>
    <message>
      <source>%1 more than now.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 mehr als jetzt.</translation>
    </message>
    <message>
      <source>%1 fewer than now.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 weniger als jetzt.</translation>
    </message>
    <message>
      <source>%1 of them are on another list already.</source>
      <extracomment>datasets/list_words.py</extracomment>
      <translation>%1 davon stehen schon auf einer anderen Liste.</translation>
    </message>
    <message>
      <source>and %1 more</source>
      <extracomment>datasets/list_words.py, syncs/mapping_step.py</extracomment>
      <translation>und %1 weitere</translation>
    </message>
    <message>
      <source>An exclusion list keeps records out of every segment and sync; a priority list keeps each in the first of its segments.</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Eine Ausschlussliste hält Datensätze aus jedem Segment und Sync; eine Rangliste behält jeden im ersten seiner Segmente.</translation>
    </message>
    <message>
      <source>List</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Liste</translation>
    </message>
    <message>
      <source>What it does</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Was sie tut</translation>
    </message>
    <message>
      <source>State</source>
      <extracomment>datasets/lists_tab.py, runs/now_lines.py, runs/run_lines.py, syncs/sync_lines.py</extracomment>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Turn off…</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Ausschalten…</translation>
    </message>
    <message>
      <source>not known</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>nicht bekannt</translation>
    </message>
    <message>
      <source>Edit the list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Liste bearbeiten</translation>
    </message>
    <message>
      <source>Turn the list on or off</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Liste ein- oder ausschalten</translation>
    </message>
    <message>
      <source>Remove the list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Liste entfernen</translation>
    </message>
    <message>
      <source>Count the lists again</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Listen neu zählen</translation>
    </message>
    <message>
      <source>Add an exclusion list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Ausschlussliste hinzufügen</translation>
    </message>
    <message>
      <source>Add a priority list</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Rangliste hinzufügen</translation>
    </message>
    <message>
      <source>No list yet</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Noch keine Liste</translation>
    </message>
    <message>
      <source>Turn on…</source>
      <extracomment>datasets/lists_tab.py</extracomment>
      <translation>Einschalten…</translation>
    </message>
    <message>
      <source>Every segment of the data set is in the list.</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Jedes Segment des Datenbestands steht in der Liste.</translation>
    </message>
    <message>
      <source>Name of the priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Name der Rangliste</translation>
    </message>
    <message>
      <source>Move the segment up (Alt+Up)</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Segment nach oben verschieben (Alt+Auf)</translation>
    </message>
    <message>
      <source>Move the segment down (Alt+Down)</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Segment nach unten verschieben (Alt+Ab)</translation>
    </message>
    <message>
      <source>Add segment</source>
      <extracomment>datasets/priority_form.py, segments/condition_view.py</extracomment>
      <translation>Segment hinzufügen</translation>
    </message>
    <message>
      <source>Up</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Auf</translation>
    </message>
    <message>
      <source>Down</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Ab</translation>
    </message>
    <message>
      <source>Save the priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Rangliste speichern</translation>
    </message>
    <message>
      <source>Add a segment to the list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Segment zur Liste hinzufügen</translation>
    </message>
    <message>
      <source>Move up</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move down</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Take the segment out of the list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Segment aus der Liste nehmen</translation>
    </message>
    <message>
      <source>New priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Neue Rangliste</translation>
    </message>
    <message>
      <source>Add the segments, the highest first: whoever is in a higher one is not in the lower ones.</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Fügen Sie die Segmente hinzu, das höchste zuerst: Wer in einem höheren ist, ist nicht in den niedrigeren.</translation>
    </message>
    <message>
      <source>Another priority list is called so.</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Eine andere Rangliste heißt so.</translation>
    </message>
    <message>
      <source>Cancel the priority list</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>Rangliste verwerfen</translation>
    </message>
    <message>
      <source>in the priority list “%1”</source>
      <extracomment>datasets/priority_form.py</extracomment>
      <translation>in der Rangliste „%1“</translation>
    </message>
    <message>
      <source>Place</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Rang</translation>
    </message>
    <message>
      <source>By itself</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Für sich</translation>
    </message>
    <message>
      <source>With the list</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Mit der Liste</translation>
    </message>
    <message>
      <source>Segments in order, the highest first</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Segmente der Reihe nach, das höchste zuerst</translation>
    </message>
    <message>
      <source>The highest</source>
      <extracomment>datasets/priority_table.py</extracomment>
      <translation>Das höchste</translation>
    </message>
    <message>
      <source>(empty text)</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>(leerer Text)</translation>
    </message>
    <message>
      <source>true</source>
      <extracomment>datasets/profile_chart.py, syncs/mapping_popovers.py</extracomment>
      <translation>wahr</translation>
    </message>
    <message>
      <source>false</source>
      <extracomment>datasets/profile_chart.py, syncs/mapping_popovers.py</extracomment>
      <translation>falsch</translation>
    </message>
    <message>
      <source>%1, each stands once</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>%1, jeder steht einmal</translation>
    </message>
    <message>
      <source>From</source>
      <extracomment>datasets/profile_chart.py, syncs/mapping_table.py</extracomment>
      <translation>Von</translation>
    </message>
    <message>
      <source>To</source>
      <extracomment>datasets/profile_chart.py, syncs/review_page.py</extracomment>
      <translation>Bis</translation>
    </message>
    <message>
      <source>Records</source>
      <extracomment>datasets/profile_chart.py, runs/forget_page.py, runs/run_detail.py</extracomment>
      <translation>Datensätze</translation>
    </message>
    <message>
      <source>Different values</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>Verschiedene Werte</translation>
    </message>
    <message>
      <source>Mean</source>
      <extracomment>datasets/profile_chart.py</extracomment>
      <translation>Mittelwert</translation>
    </message>
    <message>
      <source>double "</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>doppelte "</translation>
    </message>
    <message>
      <source>single '</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>einfache '</translation>
    </message>
    <message>
      <source>in the first line</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>in der ersten Zeile</translation>
    </message>
    <message>
      <source>there are none</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>es gibt keine</translation>
    </message>
    <message>
      <source>%1 files</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>%1 Dateien</translation>
    </message>
    <message>
      <source>names in the first line</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>Namen in der ersten Zeile</translation>
    </message>
    <message>
      <source>no names</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>keine Namen</translation>
    </message>
    <message>
      <source>%1 lines skipped</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>%1 Zeilen übersprungen</translation>
    </message>
    <message>
      <source>dates as %1</source>
      <extracomment>datasets/reading_lines.py</extracomment>
      <translation>Daten als %1</translation>
    </message>
    <message>
      <source>How the file is read</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Wie die Datei gelesen wird</translation>
    </message>
    <message>
      <source>As found</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Wie vorgefunden</translation>
    </message>
    <message>
      <source>Delimiter</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Trennzeichen</translation>
    </message>
    <message>
      <source>Encoding</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Zeichenkodierung</translation>
    </message>
    <message>
      <source>Quotes</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Anführungszeichen</translation>
    </message>
    <message>
      <source>Names</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Namen</translation>
    </message>
    <message>
      <source>Numbers are written</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Zahlen sind geschrieben</translation>
    </message>
    <message>
      <source>Dates are written</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Daten sind geschrieben</translation>
    </message>
    <message>
      <source>Lines to skip</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Zu überspringende Zeilen</translation>
    </message>
    <message>
      <source>Words for empty</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Wörter für leer</translation>
    </message>
    <message>
      <source>Cells</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Zellen</translation>
    </message>
    <message>
      <source>Column for the file's name</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Spalte für den Namen der Datei</translation>
    </message>
    <message>
      <source>Column to read as another type</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Als anderer Typ zu lesende Spalte</translation>
    </message>
    <message>
      <source>Type of the column</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Typ der Spalte</translation>
    </message>
    <message>
      <source>Type of a column</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Typ einer Spalte</translation>
    </message>
    <message>
      <source>Read as found</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Lesen wie vorgefunden</translation>
    </message>
    <message>
      <source>First rows</source>
      <extracomment>datasets/reading_panel.py, welcome/file_step.py</extracomment>
      <translation>Erste Zeilen</translation>
    </message>
    <message>
      <source>How it is read</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Wie sie gelesen wird</translation>
    </message>
    <message>
      <source>as found</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>wie vorgefunden</translation>
    </message>
    <message>
      <source>Files differ</source>
      <extracomment>datasets/reading_panel.py</extracomment>
      <translation>Dateien weichen ab</translation>
    </message>
    <message>
      <source>Save</source>
      <extracomment>datasets/reading_tab.py, segments/definition_layout.py, syncs/consequences_panel.py</extracomment>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Read as it is</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>Lesen, wie sie ist</translation>
    </message>
    <message>
      <source>Its source tells names and types; there is nothing to correct.</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>Ihre Quelle nennt Namen und Typen; es gibt nichts zu berichtigen.</translation>
    </message>
    <message>
      <source>Save how it is read</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>Leseweise speichern</translation>
    </message>
    <message>
      <source>“%1” is read like this from now on</source>
      <extracomment>datasets/reading_tab.py</extracomment>
      <translation>„%1“ wird von nun an so gelesen</translation>
    </message>
    <message>
      <source>Also from the other side</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Auch von der anderen Seite</translation>
    </message>
    <message>
      <source>Relationship</source>
      <extracomment>datasets/relation_form.py, datasets/relations_tab.py</extracomment>
      <translation>Beziehung</translation>
    </message>
    <message>
      <source>Name of the relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Name der Beziehung</translation>
    </message>
    <message>
      <source>Related data set</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Verbundener Datenbestand</translation>
    </message>
    <message>
      <source>Kind</source>
      <extracomment>datasets/relation_form.py, datasets/relations_tab.py</extracomment>
      <translation>Art</translation>
    </message>
    <message>
      <source>Column here</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Spalte hier</translation>
    </message>
    <message>
      <source>Column there</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Spalte dort</translation>
    </message>
    <message>
      <source>Through</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Über</translation>
    </message>
    <message>
      <source>Pairs name this side in</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Paare nennen diese Seite in</translation>
    </message>
    <message>
      <source>Pairs name the other side in</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Paare nennen die andere Seite in</translation>
    </message>
    <message>
      <source>Conditions there can then name records here</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Bedingungen dort können dann Datensätze hier nennen</translation>
    </message>
    <message>
      <source>Check against the data</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>An den Daten prüfen</translation>
    </message>
    <message>
      <source>Save relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Beziehung speichern</translation>
    </message>
    <message>
      <source>Choose a data set</source>
      <extracomment>datasets/relation_form.py, syncs/sync_steps.py</extracomment>
      <translation>Datenbestand wählen</translation>
    </message>
    <message>
      <source>The data set of pairs</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Der Datenbestand der Paare</translation>
    </message>
    <message>
      <source>New relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Neue Beziehung</translation>
    </message>
    <message>
      <source>Cancel the relationship</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>Beziehung verwerfen</translation>
    </message>
    <message>
      <source>%1 (gone)</source>
      <extracomment>datasets/relation_form.py</extracomment>
      <translation>%1 (nicht mehr da)</translation>
    </message>
    <message>
      <source>Related data sets let conditions speak of orders, visits or companies of a record.</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Mit verbundenen Datenbeständen sprechen Bedingungen von Bestellungen, Besuchen oder Firmen eines Datensatzes.</translation>
    </message>
    <message>
      <source>Equal columns</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Gleiche Spalten</translation>
    </message>
    <message>
      <source>In the data</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>In den Daten</translation>
    </message>
    <message>
      <source>Find from keys</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Aus Schlüsseln finden</translation>
    </message>
    <message>
      <source>Check</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Proposed: %1</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Vorgeschlagen: %1</translation>
    </message>
    <message>
      <source>Edit the relationship</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Beziehung bearbeiten</translation>
    </message>
    <message>
      <source>Remove the relationship</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Beziehung entfernen</translation>
    </message>
    <message>
      <source>Find relationships from keys</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Beziehungen aus Schlüsseln finden</translation>
    </message>
    <message>
      <source>Check the relationships</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Beziehungen prüfen</translation>
    </message>
    <message>
      <source>No relationship yet</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Noch keine Beziehung</translation>
    </message>
    <message>
      <source>Use it</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Verwenden</translation>
    </message>
    <message>
      <source>Use from here too</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Auch von hier verwenden</translation>
    </message>
    <message>
      <source>Looking at keys …</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Schlüssel werden betrachtet …</translation>
    </message>
    <message>
      <source>No other keys match by name, type and values.</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Keine anderen Schlüssel passen nach Name, Typ und Werten.</translation>
    </message>
    <message>
      <source>declared on %1</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>erklärt an %1</translation>
    </message>
    <message>
      <source>to %1</source>
      <extracomment>datasets/relations_tab.py, runs/run_detail.py</extracomment>
      <translation>an %1</translation>
    </message>
    <message>
      <source>Add a relationship</source>
      <extracomment>datasets/relations_tab.py</extracomment>
      <translation>Beziehung hinzufügen</translation>
    </message>
    <message>
      <source>Search sources</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Quellen suchen</translation>
    </message>
    <message>
      <source>No source is called that.</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Keine Quelle heißt so.</translation>
    </message>
    <message>
      <source>Connect a source</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Quelle verbinden</translation>
    </message>
    <message>
      <source>Connected</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Verbunden</translation>
    </message>
    <message>
      <source>Needs a package</source>
      <extracomment>datasets/source_gallery.py, destinations/gallery.py</extracomment>
      <translation>Benötigt ein Paket</translation>
    </message>
    <message>
      <source>Back to data sets</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Zurück zu den Datenbeständen</translation>
    </message>
    <message>
      <source>Databases</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Datenbanken</translation>
    </message>
    <message>
      <source>Warehouses</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Warehouses</translation>
    </message>
    <message>
      <source>Files on this computer</source>
      <extracomment>datasets/source_gallery.py</extracomment>
      <translation>Dateien auf diesem Rechner</translation>
    </message>
    <message>
      <source>Its password is deleted from the keyring, which cannot be undone.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Das Kennwort wird aus dem Schlüsselbund gelöscht, was sich nicht rückgängig machen lässt.</translation>
    </message>
    <message>
      <source>%1 needs a package that is not installed. In a terminal: %2</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>%1 benötigt ein Paket, das nicht installiert ist. In einem Terminal: %2</translation>
    </message>
    <message>
      <source>Copied</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Kopiert</translation>
    </message>
    <message>
      <source>It opens, but has no table that this user may read.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Sie lässt sich öffnen, hat aber keine Tabelle, die dieser Benutzer lesen darf.</translation>
    </message>
    <message>
      <source>table or view</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Tabelle oder Sicht</translation>
    </message>
    <message>
      <source>tables and views</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Tabellen und Sichten</translation>
    </message>
    <message>
      <source>No data set is of it.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Kein Datenbestand stammt daraus.</translation>
    </message>
    <message>
      <source>Source name</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Name der Quelle</translation>
    </message>
    <message>
      <source>How this source is called in this workspace</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Wie diese Quelle in diesem Arbeitsbereich heißt</translation>
    </message>
    <message>
      <source>A source needs a name</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Eine Quelle braucht einen Namen</translation>
    </message>
    <message>
      <source>Test connection</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Verbindung testen</translation>
    </message>
    <message>
      <source>Connecting …</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Wird verbunden …</translation>
    </message>
    <message>
      <source>Remove the source</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Die Quelle entfernen</translation>
    </message>
    <message>
      <source>Remove source</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Quelle entfernen</translation>
    </message>
    <message>
      <source>Cancel connecting</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Verbinden abbrechen</translation>
    </message>
    <message>
      <source>Save source</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Quelle speichern</translation>
    </message>
    <message>
      <source>data set is</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Datenbestand stammt</translation>
    </message>
    <message>
      <source>data sets are</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Datenbestände stammen</translation>
    </message>
    <message>
      <source>Connect %1</source>
      <extracomment>datasets/source_panel.py, destinations/connect_panel.py</extracomment>
      <translation>%1 verbinden</translation>
    </message>
    <message>
      <source>Copy the command</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Befehl kopieren</translation>
    </message>
    <message>
      <source>It works: %1, such as %2.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>Es funktioniert: %1, etwa %2.</translation>
    </message>
    <message>
      <source>of it: %1. Remove them first.</source>
      <extracomment>datasets/source_panel.py</extracomment>
      <translation>daraus: %1. Entfernen Sie diese zuerst.</translation>
    </message>
    <message>
      <source>Besides</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Außerdem</translation>
    </message>
    <message>
      <source>Limits</source>
      <extracomment>destinations/about_page.py, syncs/safety_step.py</extracomment>
      <translation>Grenzen</translation>
    </message>
    <message>
      <source>How to get the credential</source>
      <extracomment>destinations/about_page.py, destinations/credential_help.py</extracomment>
      <translation>So erhalten Sie die Zugangsdaten</translation>
    </message>
    <message>
      <source>Good to know</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Gut zu wissen</translation>
    </message>
    <message>
      <source>Calls that are never made</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Anfragen, die nie gestellt werden</translation>
    </message>
    <message>
      <source>Not verified in the vendor's documents</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>In den Unterlagen des Anbieters nicht bestätigt</translation>
    </message>
    <message>
      <source>Sources</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Quellen</translation>
    </message>
    <message>
      <source>About %1</source>
      <extracomment>destinations/about_page.py, destinations/destinations_page.py</extracomment>
      <translation>Über %1</translation>
    </message>
    <message>
      <source>It needs a package that is not installed here: %1</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Benötigt ein Paket, das hier nicht installiert ist: %1</translation>
    </message>
    <message>
      <source>read on %1</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>gelesen am %1</translation>
    </message>
    <message>
      <source>Cost</source>
      <extracomment>destinations/about_page.py</extracomment>
      <translation>Kosten</translation>
    </message>
    <message>
      <source>a mirror can </source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>ein Spiegel-Sync kann </translation>
    </message>
    <message>
      <source>Behaviours</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Verfahren</translation>
    </message>
    <message>
      <source>Sync key</source>
      <extracomment>destinations/about_words.py, syncs/sync_setup.py</extracomment>
      <translation>Sync-Schlüssel</translation>
    </message>
    <message>
      <source>Fields</source>
      <extracomment>destinations/about_words.py, segments/catalogue.py, segments/definition_layout.py, segments/field_list.py</extracomment>
      <translation>Felder</translation>
    </message>
    <message>
      <source>, which takes consent away</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>, was die Einwilligung wegnimmt</translation>
    </message>
    <message>
      <source>Audience</source>
      <extracomment>destinations/about_words.py, syncs/audience_row.py, syncs/review_table.py</extracomment>
      <translation>Zielgruppe</translation>
    </message>
    <message>
      <source> and %1 more</source>
      <extracomment>destinations/about_words.py, syncs/sync_all_row.py</extracomment>
      <translation> und %1 weitere</translation>
    </message>
    <message>
      <source>members of a %1, which is found, made or chosen</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Mitglieder (%1); wird gefunden, angelegt oder gewählt</translation>
    </message>
    <message>
      <source>Records a request</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Datensätze je Anfrage</translation>
    </message>
    <message>
      <source>Requests at once</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Anfragen zugleich</translation>
    </message>
    <message>
      <source>Requests a second</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
      <source>A request may take</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Eine Anfrage darf dauern</translation>
    </message>
    <message>
      <source>by your browser</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>über Ihren Browser an</translation>
    </message>
    <message>
      <source>with a service account's key file</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>mit der Schlüsseldatei eines Dienstkontos an</translation>
    </message>
    <message>
      <source>by itself with a client of your own</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>von selbst mit einem eigenen Client an</translation>
    </message>
    <message>
      <source>E-mail addresses and phone numbers leave this computer as digests only.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>E-Mail-Adressen und Telefonnummern verlassen diesen Rechner nur als Prüfwerte.</translation>
    </message>
    <message>
      <source>any field</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>beliebiges Feld</translation>
    </message>
    <message>
      <source>Required</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Erforderlich</translation>
    </message>
    <message>
      <source>Hashed here</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Hier gehasht</translation>
    </message>
    <message>
      <source>Consent</source>
      <extracomment>destinations/about_words.py, syncs/consent_lines.py</extracomment>
      <translation>Einwilligung</translation>
    </message>
    <message>
      <source>Leaving</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Verlassen</translation>
    </message>
    <message>
      <source>Answers</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Antworten</translation>
    </message>
    <message>
      <source>requests are accepted and answered by counts, not record by record</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Anfragen werden angenommen und mit Zahlen beantwortet, nicht Datensatz für Datensatz</translation>
    </message>
    <message>
      <source> or </source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation> oder </translation>
    </message>
    <message>
      <source>%1, and any other</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>%1, und jedes andere</translation>
    </message>
    <message>
      <source>used there from %1 members on</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>dort ab %1 Mitgliedern verwendet</translation>
    </message>
    <message>
      <source>a name has at most %1 characters</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>ein Name hat höchstens %1 Zeichen</translation>
    </message>
    <message>
      <source>members not sent again leave after %1 days</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>nicht erneut gesendete Mitglieder gehen nach %1 Tagen</translation>
    </message>
    <message>
      <source>no limit</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>keine Grenze</translation>
    </message>
    <message>
      <source>Bytes a request</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Bytes je Anfrage</translation>
    </message>
    <message>
      <source>Bytes a record</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Bytes je Datensatz</translation>
    </message>
    <message>
      <source>%1 seconds</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>%1 Sekunden</translation>
    </message>
    <message>
      <source>Lists its audiences, so that an existing one can be chosen; renames them.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Listet seine Zielgruppen auf, sodass eine vorhandene gewählt werden kann; benennt sie um.</translation>
    </message>
    <message>
      <source>Tells who is in an audience, so that members that are gone are found and sent again.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Sagt, wer in einer Zielgruppe ist, sodass fehlende Mitglieder gefunden und erneut gesendet werden.</translation>
    </message>
    <message>
      <source>Signs in %1.</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>Meldet sich %1.</translation>
    </message>
    <message>
      <source>%1: mapped only where you confirm what it does</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>%1: nur zugeordnet, wo Sie die Wirkung bestätigen</translation>
    </message>
    <message>
      <source>who leaves the source: there they %1%2; %3</source>
      <extracomment>destinations/about_words.py</extracomment>
      <translation>wer die Quelle verlässt: dort %1%2; %3</translation>
    </message>
    <message>
      <source>Environment</source>
      <extracomment>destinations/connect_panel.py, destinations/destinations_page.py</extracomment>
      <translation>Umgebung</translation>
    </message>
    <message>
      <source>Production is marked wherever something is sent, and large removals ask for their number</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Produktion ist gekennzeichnet, wo immer etwas gesendet wird, und große Entfernungen fragen nach ihrer Zahl</translation>
    </message>
    <message>
      <source>It answers.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Es antwortet.</translation>
    </message>
    <message>
      <source>credential is</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Eintrag wird</translation>
    </message>
    <message>
      <source>credentials are</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Einträge werden</translation>
    </message>
    <message>
      <source>No sync uses it.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Kein Sync verwendet sie.</translation>
    </message>
    <message>
      <source>Not marked</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Nicht gekennzeichnet</translation>
    </message>
    <message>
      <source>Production</source>
      <extracomment>destinations/connect_panel.py, kit/states.py</extracomment>
      <translation>Produktion</translation>
    </message>
    <message>
      <source>Test</source>
      <extracomment>destinations/connect_panel.py, kit/states.py, settings/channels_card.py</extracomment>
      <translation>Test</translation>
    </message>
    <message>
      <source>Connection name</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Name der Verbindung</translation>
    </message>
    <message>
      <source>How this connection is called in this workspace</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Wie diese Verbindung in diesem Arbeitsbereich heißt</translation>
    </message>
    <message>
      <source>A connection needs a name</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Eine Verbindung braucht einen Namen</translation>
    </message>
    <message>
      <source>Test the connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Verbindung testen</translation>
    </message>
    <message>
      <source>Testing …</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Wird getestet …</translation>
    </message>
    <message>
      <source>Remove the connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Die Verbindung entfernen</translation>
    </message>
    <message>
      <source>Remove connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Verbindung entfernen</translation>
    </message>
    <message>
      <source>Save connection</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Verbindung speichern</translation>
    </message>
    <message>
      <source>sync uses</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Sync verwendet</translation>
    </message>
    <message>
      <source>syncs use</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Syncs verwenden</translation>
    </message>
    <message>
      <source>%1 deleted from the keyring, which cannot be undone.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>%1 aus dem Schlüsselbund gelöscht, was sich nicht rückgängig machen lässt.</translation>
    </message>
    <message>
      <source>Signed in to “%1”</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Bei „%1“ angemeldet</translation>
    </message>
    <message>
      <source>Signed out of “%1”</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>Von „%1“ abgemeldet</translation>
    </message>
    <message>
      <source>it: %1. Remove them first.</source>
      <extracomment>destinations/connect_panel.py</extracomment>
      <translation>sie: %1. Entfernen Sie diese zuerst.</translation>
    </message>
    <message>
      <source>Vendor's page</source>
      <extracomment>destinations/credential_help.py</extracomment>
      <translation>Seite des Anbieters</translation>
    </message>
    <message>
      <source>Hide the steps</source>
      <extracomment>destinations/credential_help.py</extracomment>
      <translation>Schritte ausblenden</translation>
    </message>
    <message>
      <source>Open the vendor's page</source>
      <extracomment>destinations/credential_help.py</extracomment>
      <translation>Seite des Anbieters öffnen</translation>
    </message>
    <message>
      <source>A destination is where records are sent: a folder, a database, a tool. Rehearsal needs no account.</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Ein Ziel ist, wohin Datensätze gesendet werden: ein Ordner, eine Datenbank, ein Werkzeug. Die Probe braucht kein Konto.</translation>
    </message>
    <message>
      <source>not tested</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>nicht getestet</translation>
    </message>
    <message>
      <source>ok</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>in Ordnung</translation>
    </message>
    <message>
      <source>Last test</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Letzter Test</translation>
    </message>
    <message>
      <source>Search destinations</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Ziele suchen</translation>
    </message>
    <message>
      <source>Back to the list</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Zurück zur Liste</translation>
    </message>
    <message>
      <source>Add a destination</source>
      <extracomment>destinations/destinations_page.py, syncs/sync_steps.py</extracomment>
      <translation>Ziel hinzufügen</translation>
    </message>
    <message>
      <source>failed</source>
      <extracomment>destinations/destinations_page.py, kit/states.py, syncs/sync_card.py, syncs/sync_lines.py</extracomment>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <source>About this destination</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Über dieses Ziel</translation>
    </message>
    <message>
      <source>Add the first destination</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Erstes Ziel hinzufügen</translation>
    </message>
    <message>
      <source>No destination yet</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Noch kein Ziel</translation>
    </message>
    <message>
      <source>connection</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Verbindung</translation>
    </message>
    <message>
      <source>connections</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>Verbindungen</translation>
    </message>
    <message>
      <source>Search %1 destinations</source>
      <extracomment>destinations/destinations_page.py</extracomment>
      <translation>%1 Ziele durchsuchen</translation>
    </message>
    <message>
      <source>Advertising</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Werbung</translation>
    </message>
    <message>
      <source>Marketing</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Marketing</translation>
    </message>
    <message>
      <source>Sales</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Vertrieb</translation>
    </message>
    <message>
      <source>Files and databases</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Dateien und Datenbanken</translation>
    </message>
    <message>
      <source>Your own</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Eigene</translation>
    </message>
    <message>
      <source>No destination is called that.</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Kein Ziel heißt so.</translation>
    </message>
    <message>
      <source>point</source>
      <extracomment>destinations/gallery.py, syncs/rehearsal_card.py</extracomment>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>points</source>
      <extracomment>destinations/gallery.py, syncs/rehearsal_card.py</extracomment>
      <translation>Punkte</translation>
    </message>
    <message>
      <source>%1 of it not found in the vendor's documents: see About.</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>%1 davon stehen nicht in den Unterlagen des Anbieters: siehe Über.</translation>
    </message>
    <message>
      <source>Needs a package: %1</source>
      <extracomment>destinations/gallery.py</extracomment>
      <translation>Benötigt ein Paket: %1</translation>
    </message>
    <message>
      <source>Signed in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Angemeldet</translation>
    </message>
    <message>
      <source>The sign-in is over</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Die Anmeldung ist abgelaufen</translation>
    </message>
    <message>
      <source>Waiting for the browser …</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Warten auf den Browser …</translation>
    </message>
    <message>
      <source>If no page opens, copy the address into a browser on this computer.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Öffnet sich keine Seite, kopieren Sie die Adresse in einen Browser auf diesem Rechner.</translation>
    </message>
    <message>
      <source>No browser could be opened. Copy the address into one on this computer.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Kein Browser ließ sich öffnen. Kopieren Sie die Adresse in einen auf diesem Rechner.</translation>
    </message>
    <message>
      <source>Sign in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Anmelden</translation>
    </message>
    <message>
      <source>Sign out</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Abmelden</translation>
    </message>
    <message>
      <source>Copy the address</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Adresse kopieren</translation>
    </message>
    <message>
      <source>Sign in again</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Erneut anmelden</translation>
    </message>
    <message>
      <source>Opens your browser; what you grant there is kept in the keyring.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Öffnet Ihren Browser; was Sie dort erlauben, kommt in den Schlüsselbund.</translation>
    </message>
    <message>
      <source>Nothing is sent until you sign in again.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Nichts wird gesendet, bis Sie sich wieder anmelden.</translation>
    </message>
    <message>
      <source>It is renewed by itself.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Sie erneuert sich von selbst.</translation>
    </message>
    <message>
      <source>It holds until it is withdrawn there.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Sie gilt, bis sie dort widerrufen wird.</translation>
    </message>
    <message>
      <source>Its page is about to open.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Ihre Seite öffnet sich gleich.</translation>
    </message>
    <message>
      <source>The address is copied. Open it in a browser on this computer.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Die Adresse ist kopiert. Öffnen Sie sie in einem Browser auf diesem Rechner.</translation>
    </message>
    <message>
      <source>Cancel the sign-in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Anmeldung abbrechen</translation>
    </message>
    <message>
      <source>Sign-in</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Anmeldung</translation>
    </message>
    <message>
      <source>It ends %1.</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Sie endet %1.</translation>
    </message>
    <message>
      <source>Sign in with %1</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Mit %1 anmelden</translation>
    </message>
    <message>
      <source>The client has to be registered with the redirect %1</source>
      <extracomment>destinations/sign_in_row.py</extracomment>
      <translation>Der Client muss mit der Weiterleitung %1 registriert sein</translation>
    </message>
    <message>
      <source>as %1</source>
      <extracomment>destinations/sign_in_row.py, syncs/mapping_rules.py</extracomment>
      <translation>als %1</translation>
    </message>
    <message>
      <source>Restored from last time.</source>
      <extracomment>form_draft.py</extracomment>
      <translation>Vom letzten Mal wiederhergestellt.</translation>
    </message>
    <message>
      <source>Discard</source>
      <extracomment>form_draft.py, segments/definition_layout.py, segments/definition_tab.py, syncs/review_page.py, syncs/sync_editor.py</extracomment>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Restored from %1.</source>
      <extracomment>form_draft.py</extracomment>
      <translation>Wiederhergestellt von %1.</translation>
    </message>
    <message>
      <source>Contents</source>
      <extracomment>guide/reader.py</extracomment>
      <translation>Inhalt</translation>
    </message>
    <message>
      <source>Close</source>
      <extracomment>guide/reader.py, help.py</extracomment>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>The guide is not part of this installation.</source>
      <extracomment>guide/reader.py</extracomment>
      <translation>Das Handbuch gehört nicht zu dieser Installation.</translation>
    </message>
    <message>
      <source>Kept on this computer</source>
      <extracomment>guide/reader.py</extracomment>
      <translation>Auf diesem Rechner aufbewahrt</translation>
    </message>
    <message>
      <source>Copies a sync that works for this segment: same fields, same schedule</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Kopiert einen Sync, der für dieses Segment passt: gleiche Felder, gleicher Zeitplan</translation>
    </message>
    <message>
      <source>Sets up a sync step by step, where there is none to copy</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Richtet Schritt für Schritt einen Sync ein, wo es keinen zu kopieren gibt</translation>
    </message>
    <message>
      <source>Shows what a run would add, change and remove; nothing is sent</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Zeigt, was ein Lauf hinzufügen, ändern und entfernen würde; nichts wird gesendet</translation>
    </message>
    <message>
      <source>Sends what changed since the last run, without waiting for the schedule</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Sendet, was sich seit dem letzten Lauf geändert hat, ohne auf den Zeitplan zu warten</translation>
    </message>
    <message>
      <source>Opens the steps of this sync</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Öffnet die Schritte dieses Syncs</translation>
    </message>
    <message>
      <source>Stops the run; what was acknowledged stays, the next run sends the rest</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Hält den Lauf an; was bestätigt wurde, bleibt, der nächste Lauf sendet den Rest</translation>
    </message>
    <message>
      <source>Begins nothing new until it is resumed; what is under way goes on</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Beginnt nichts Neues, bis fortgesetzt wird; was unterwegs ist, geht weiter</translation>
    </message>
    <message>
      <source>Stops its schedule and keeps everything; it can still be run by hand</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Hält seinen Zeitplan an und behält alles; von Hand läuft er weiterhin</translation>
    </message>
    <message>
      <source>One more line: a column, a comparison, a value</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Eine Zeile mehr: Spalte, Vergleich, Wert</translation>
    </message>
    <message>
      <source>Shows the query that runs in your source</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Zeigt die Abfrage, die in Ihrer Quelle läuft</translation>
    </message>
    <message>
      <source>A new segment; it begins with everyone in a data set</source>
      <extracomment>guide/tips.py</extracomment>
      <translation>Ein neues Segment; es beginnt mit allen eines Datenbestands</translation>
    </message>
    <message>
      <source>Sends customer segments to any tool and keeps them fresh. Your data stays on this computer.</source>
      <extracomment>help.py</extracomment>
      <translation>Sendet Kundensegmente an jedes Werkzeug und hält sie frisch. Ihre Daten bleiben auf diesem Rechner.</translation>
    </message>
    <message>
      <source>Save diagnostics</source>
      <extracomment>help.py</extracomment>
      <translation>Diagnose speichern</translation>
    </message>
    <message>
      <source>Arrows move, Enter opens, Esc closes; Tab goes from area to area.</source>
      <extracomment>help.py</extracomment>
      <translation>Pfeile bewegen, Eingabe öffnet, Esc schließt; Tab geht von Bereich zu Bereich.</translation>
    </message>
    <message>
      <source>Change…</source>
      <extracomment>help.py</extracomment>
      <translation>Ändern…</translation>
    </message>
    <message>
      <source>Apache License 2.0. Made with Qt for Python (LGPL 3), DuckDB and Ibis.</source>
      <extracomment>help.py</extracomment>
      <translation>Apache License 2.0. Gemacht mit Qt for Python (LGPL 3), DuckDB und Ibis.</translation>
    </message>
    <message>
      <source>Diagnostics written to %1. They hold no personal data and no credential.</source>
      <extracomment>help.py</extracomment>
      <translation>Diagnose nach %1 geschrieben. Sie enthält keine personenbezogenen Daten und keine Zugangsdaten.</translation>
    </message>
    <message>
      <source>Change shortcuts</source>
      <extracomment>help.py</extracomment>
      <translation>Tastenkürzel ändern</translation>
    </message>
    <message>
      <source>Version %1</source>
      <extracomment>help.py</extracomment>
      <translation>Version %1</translation>
    </message>
    <message>
      <source>Alert</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Alarm</translation>
    </message>
    <message>
      <source>Changed</source>
      <extracomment>home/lines.py, runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py</extracomment>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>Signed out</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Abgemeldet</translation>
    </message>
    <message>
      <source>Test failed</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Test fehlgeschlagen</translation>
    </message>
    <message>
      <source>Ends soon</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Endet bald</translation>
    </message>
    <message>
      <source>; the next run sends again.</source>
      <extracomment>home/lines.py</extracomment>
      <translation>; der nächste Lauf sendet erneut.</translation>
    </message>
    <message>
      <source>Open</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Renew…</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Erneuern…</translation>
    </message>
    <message>
      <source>record was rejected</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Datensatz wurde abgelehnt</translation>
    </message>
    <message>
      <source>records were rejected</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Datensätze wurden abgelehnt</translation>
    </message>
    <message>
      <source>record is unknown</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Datensatz ist unbekannt</translation>
    </message>
    <message>
      <source>records are unknown</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Datensätze sind unbekannt</translation>
    </message>
    <message>
      <source>Review and send…</source>
      <extracomment>home/lines.py, runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Prüfen und senden…</translation>
    </message>
    <message>
      <source>The last alert by “%1” did not arrive</source>
      <extracomment>home/lines.py</extracomment>
      <translation>Der letzte Alarm über „%1“ kam nicht an</translation>
    </message>
    <message>
      <source> and </source>
      <extracomment>home/lines.py, syncs/safety_step.py</extracomment>
      <translation> und </translation>
    </message>
    <message>
      <source>%1 sent</source>
      <extracomment>home/lines.py</extracomment>
      <translation>%1 gesendet</translation>
    </message>
    <message>
      <source>nothing had changed</source>
      <extracomment>home/lines.py, runs/run_lines.py, segments/activity_tab.py, syncs/sync_lines.py</extracomment>
      <translation>nichts hatte sich geändert</translation>
    </message>
    <message>
      <source>The sign-in is over: it was revoked or ran out.</source>
      <extracomment>home/read.py</extracomment>
      <translation>Die Anmeldung ist abgelaufen: Sie wurde widerrufen oder lief aus.</translation>
    </message>
    <message>
      <source>The sign-in ends %1 and does not renew itself.</source>
      <extracomment>home/read.py</extracomment>
      <translation>Die Anmeldung endet %1 und erneuert sich nicht von selbst.</translation>
    </message>
    <message>
      <source>unchanged</source>
      <extracomment>home/sizes.py</extracomment>
      <translation>unverändert</translation>
    </message>
    <message>
      <source>%1 in the last seven days</source>
      <extracomment>home/sizes.py</extracomment>
      <translation>%1 in den letzten sieben Tagen</translation>
    </message>
    <message>
      <source>nothing is scheduled</source>
      <extracomment>home_page.py</extracomment>
      <translation>nichts ist geplant</translation>
    </message>
    <message>
      <source>Once a segment is sent somewhere, this page says what ran, what comes next and what needs you.</source>
      <extracomment>home_page.py</extracomment>
      <translation>Sobald ein Segment irgendwohin gesendet wird, sagt diese Seite, was lief, was als Nächstes kommt und was Sie braucht.</translation>
    </message>
    <message>
      <source>Begin with a data set: a file or table of your customers. Then make segments of it and send them.</source>
      <extracomment>home_page.py</extracomment>
      <translation>Beginnen Sie mit einem Datenbestand: einer Datei oder Tabelle Ihrer Kunden. Machen Sie daraus Segmente und senden Sie sie.</translation>
    </message>
    <message>
      <source>Open alerts</source>
      <extracomment>home_page.py, syncs/sync_card.py</extracomment>
      <translation>Offene Alarme</translation>
    </message>
    <message>
      <source>Comes next</source>
      <extracomment>home_page.py</extracomment>
      <translation>Kommt als Nächstes</translation>
    </message>
    <message>
      <source>Segments this week</source>
      <extracomment>home_page.py</extracomment>
      <translation>Segmente diese Woche</translation>
    </message>
    <message>
      <source>those that changed most</source>
      <extracomment>home_page.py</extracomment>
      <translation>die sich am meisten geändert haben</translation>
    </message>
    <message>
      <source>Ran last</source>
      <extracomment>home_page.py</extracomment>
      <translation>Zuletzt gelaufen</translation>
    </message>
    <message>
      <source>Go to the segments</source>
      <extracomment>home_page.py, runs/runs_page.py</extracomment>
      <translation>Zu den Segmenten</translation>
    </message>
    <message>
      <source>Try again</source>
      <extracomment>home_page.py, opening.py, runs/record_page.py, runs/runs_page.py, syncs/review_page.py, welcome/send_step.py</extracomment>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Home could not be read</source>
      <extracomment>home_page.py</extracomment>
      <translation>Die Startseite konnte nicht gelesen werden</translation>
    </message>
    <message>
      <source>morning</source>
      <extracomment>home_page.py</extracomment>
      <translation>Morgen</translation>
    </message>
    <message>
      <source>list or object</source>
      <extracomment>home_page.py</extracomment>
      <translation>Liste oder Objekt</translation>
    </message>
    <message>
      <source>lists and objects</source>
      <extracomment>home_page.py</extracomment>
      <translation>Listen und Objekten</translation>
    </message>
    <message>
      <source>none rejected</source>
      <extracomment>home_page.py</extracomment>
      <translation>keine abgelehnt</translation>
    </message>
    <message>
      <source>sync waits for a change</source>
      <extracomment>home_page.py</extracomment>
      <translation>Sync wartet auf eine Änderung</translation>
    </message>
    <message>
      <source>syncs wait for a change</source>
      <extracomment>home_page.py</extracomment>
      <translation>Syncs warten auf eine Änderung</translation>
    </message>
    <message>
      <source>sync waits for another</source>
      <extracomment>home_page.py</extracomment>
      <translation>Sync wartet auf einen anderen</translation>
    </message>
    <message>
      <source>syncs wait for others</source>
      <extracomment>home_page.py</extracomment>
      <translation>Syncs warten auf andere</translation>
    </message>
    <message>
      <source>The last seven days</source>
      <extracomment>home_page.py</extracomment>
      <translation>Die letzten sieben Tage</translation>
    </message>
    <message>
      <source>height: changes sent</source>
      <extracomment>home_page.py</extracomment>
      <translation>Höhe: gesendete Änderungen</translation>
    </message>
    <message>
      <source>Needs you</source>
      <extracomment>home_page.py</extracomment>
      <translation>Braucht Sie</translation>
    </message>
    <message>
      <source>Nothing is sent yet</source>
      <extracomment>home_page.py</extracomment>
      <translation>Noch wird nichts gesendet</translation>
    </message>
    <message>
      <source>Welcome</source>
      <extracomment>home_page.py, welcome/welcome.py</extracomment>
      <translation>Willkommen</translation>
    </message>
    <message>
      <source>afternoon</source>
      <extracomment>home_page.py</extracomment>
      <translation>Tag</translation>
    </message>
    <message>
      <source>evening</source>
      <extracomment>home_page.py</extracomment>
      <translation>Abend</translation>
    </message>
    <message>
      <source>%1 green</source>
      <extracomment>home_page.py</extracomment>
      <translation>%1 grün</translation>
    </message>
    <message>
      <source>%1 more, once these are mended.</source>
      <extracomment>home_page.py</extracomment>
      <translation>%1 weitere, sobald diese behoben sind.</translation>
    </message>
    <message>
      <source>Nothing. Every sync's last run is in order.</source>
      <extracomment>home_page.py</extracomment>
      <translation>Nichts. Der letzte Lauf jedes Syncs ist in Ordnung.</translation>
    </message>
    <message>
      <source>Records kept in step</source>
      <extracomment>home_page.py</extracomment>
      <translation>Aktuell gehaltene Datensätze</translation>
    </message>
    <message>
      <source>Changes sent today</source>
      <extracomment>home_page.py</extracomment>
      <translation>Heute gesendete Änderungen</translation>
    </message>
    <message>
      <source>Runs today</source>
      <extracomment>home_page.py</extracomment>
      <translation>Läufe heute</translation>
    </message>
    <message>
      <source>Next</source>
      <extracomment>home_page.py, welcome/tour.py</extracomment>
      <translation>Als Nächstes</translation>
    </message>
    <message>
      <source>Good %1</source>
      <extracomment>home_page.py</extracomment>
      <translation>Guten %1</translation>
    </message>
    <message>
      <source>in %1</source>
      <extracomment>home_page.py</extracomment>
      <translation>in %1</translation>
    </message>
    <message>
      <source>%1 need you</source>
      <extracomment>home_page.py</extracomment>
      <translation>%1 brauchen Sie</translation>
    </message>
    <message>
      <source>by the agent</source>
      <extracomment>home_page.py, status_line.py</extracomment>
      <translation>durch den Agenten</translation>
    </message>
    <message>
      <source>Shortcuts are one press of keys.</source>
      <extracomment>keys.py</extracomment>
      <translation>Tastenkürzel sind ein einziger Tastendruck.</translation>
    </message>
    <message>
      <source>These keys belong to text fields.</source>
      <extracomment>keys.py</extracomment>
      <translation>Diese Tasten gehören den Textfeldern.</translation>
    </message>
    <message>
      <source>Alt with a letter opens a menu.</source>
      <extracomment>keys.py</extracomment>
      <translation>Alt mit einem Buchstaben öffnet ein Menü.</translation>
    </message>
    <message>
      <source>These keys are for typing and moving. Hold Ctrl or Alt too, or take a function key.</source>
      <extracomment>keys.py</extracomment>
      <translation>Diese Tasten dienen dem Tippen und Bewegen. Halten Sie zusätzlich Strg oder Alt, oder nehmen Sie eine Funktionstaste.</translation>
    </message>
    <message>
      <source>Remove</source>
      <extracomment>kit/chips.py, segments/condition_groups.py, segments/condition_rows.py, segments/limit_rows.py, settings/channels_card.py, setup_card.py, syncs/mapping_table.py</extracomment>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Use these values</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>Diese Werte verwenden</translation>
    </message>
    <message>
      <source>%1: add a value</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1: Wert hinzufügen</translation>
    </message>
    <message>
      <source>value</source>
      <extracomment>kit/chips.py, segments/known_values.py, syncs/review_page.py</extracomment>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Remove %1</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1 entfernen</translation>
    </message>
    <message>
      <source>This value does not fit the column.</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>Dieser Wert passt nicht zur Spalte.</translation>
    </message>
    <message>
      <source>One value per line</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>Ein Wert je Zeile</translation>
    </message>
    <message>
      <source>%1, one per line</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1, je Zeile einer</translation>
    </message>
    <message>
      <source>%1: edit as a list</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1: als Liste bearbeiten</translation>
    </message>
    <message>
      <source>%1: %2 more values</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1: %2 weitere Werte</translation>
    </message>
    <message>
      <source>%1 more</source>
      <extracomment>kit/chips.py</extracomment>
      <translation>%1 weitere</translation>
    </message>
    <message>
      <source>optional</source>
      <extracomment>kit/forms.py</extracomment>
      <translation>optional</translation>
    </message>
    <message>
      <source>Nothing is called so.</source>
      <extracomment>kit/picker.py, syncs/mapping_lines.py</extracomment>
      <translation>Nichts heißt so.</translation>
    </message>
    <message>
      <source>Find or type a name</source>
      <extracomment>kit/picker.py</extracomment>
      <translation>Namen suchen oder eingeben</translation>
    </message>
    <message>
      <source>Find</source>
      <extracomment>kit/picker.py, runs/forget_page.py, runs/record_page.py</extracomment>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Or type the name of a new one.</source>
      <extracomment>kit/picker.py</extracomment>
      <translation>Oder geben Sie den Namen eines neuen ein.</translation>
    </message>
    <message>
      <source>find</source>
      <extracomment>kit/picker.py, segments/known_values.py</extracomment>
      <translation>suchen</translation>
    </message>
    <message>
      <source>Update or create</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Aktualisieren oder anlegen</translation>
    </message>
    <message>
      <source>Update only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Nur aktualisieren</translation>
    </message>
    <message>
      <source>Create only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Nur anlegen</translation>
    </message>
    <message>
      <source>Mirror</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Spiegeln</translation>
    </message>
    <message>
      <source>Append</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Anhängen</translation>
    </message>
    <message>
      <source>Delete</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Remove the record</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Den Datensatz entfernen</translation>
    </message>
    <message>
      <source>Keep the record, empty the mapped fields</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Den Datensatz behalten, zugeordnete Felder leeren</translation>
    </message>
    <message>
      <source>Upload everything and swap</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Alles hochladen und austauschen</translation>
    </message>
    <message>
      <source>by hand</source>
      <extracomment>kit/said.py, runs/run_lines.py, syncs/schedule_step.py</extracomment>
      <translation>von Hand</translation>
    </message>
    <message>
      <source>hourly</source>
      <extracomment>kit/said.py</extracomment>
      <translation>stündlich</translation>
    </message>
    <message>
      <source>daily</source>
      <extracomment>kit/said.py</extracomment>
      <translation>täglich</translation>
    </message>
    <message>
      <source>weekly</source>
      <extracomment>kit/said.py</extracomment>
      <translation>wöchentlich</translation>
    </message>
    <message>
      <source>continuously</source>
      <extracomment>kit/said.py, syncs/schedule_step.py</extracomment>
      <translation>fortlaufend</translation>
    </message>
    <message>
      <source>when data changes</source>
      <extracomment>kit/said.py, syncs/schedule_step.py</extracomment>
      <translation>wenn sich Daten ändern</translation>
    </message>
    <message>
      <source>after another sync</source>
      <extracomment>kit/said.py, runs/run_lines.py, syncs/schedule_step.py</extracomment>
      <translation>nach einem anderen Sync</translation>
    </message>
    <message>
      <source>Mondays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>montags</translation>
    </message>
    <message>
      <source>Tuesdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>dienstags</translation>
    </message>
    <message>
      <source>Wednesdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>mittwochs</translation>
    </message>
    <message>
      <source>Thursdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>donnerstags</translation>
    </message>
    <message>
      <source>Fridays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>freitags</translation>
    </message>
    <message>
      <source>Saturdays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>samstags</translation>
    </message>
    <message>
      <source>Sundays</source>
      <extracomment>kit/said.py</extracomment>
      <translation>sonntags</translation>
    </message>
    <message>
      <source>is</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist</translation>
    </message>
    <message>
      <source>is not</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist nicht</translation>
    </message>
    <message>
      <source>is one of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist eines von</translation>
    </message>
    <message>
      <source>is none of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist keines von</translation>
    </message>
    <message>
      <source>starts with</source>
      <extracomment>kit/said.py</extracomment>
      <translation>beginnt mit</translation>
    </message>
    <message>
      <source>ends with</source>
      <extracomment>kit/said.py</extracomment>
      <translation>endet mit</translation>
    </message>
    <message>
      <source>contains</source>
      <extracomment>kit/said.py</extracomment>
      <translation>enthält</translation>
    </message>
    <message>
      <source>does not contain</source>
      <extracomment>kit/said.py</extracomment>
      <translation>enthält nicht</translation>
    </message>
    <message>
      <source>more than</source>
      <extracomment>kit/said.py</extracomment>
      <translation>mehr als</translation>
    </message>
    <message>
      <source>less than</source>
      <extracomment>kit/said.py</extracomment>
      <translation>weniger als</translation>
    </message>
    <message>
      <source>at least</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>mindestens</translation>
    </message>
    <message>
      <source>at most</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>höchstens</translation>
    </message>
    <message>
      <source>between</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>zwischen</translation>
    </message>
    <message>
      <source>is true</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist wahr</translation>
    </message>
    <message>
      <source>is false</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist falsch</translation>
    </message>
    <message>
      <source>before</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>vor</translation>
    </message>
    <message>
      <source>after</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>nach</translation>
    </message>
    <message>
      <source>on</source>
      <extracomment>kit/said.py</extracomment>
      <translation>am</translation>
    </message>
    <message>
      <source>more than … days ago</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>vor mehr als … Tagen</translation>
    </message>
    <message>
      <source>less than … days ago</source>
      <extracomment>kit/said.py</extracomment>
      <translation>vor weniger als … Tagen</translation>
    </message>
    <message>
      <source>exactly … days ago</source>
      <extracomment>kit/said.py</extracomment>
      <translation>vor genau … Tagen</translation>
    </message>
    <message>
      <source>between … and … days ago</source>
      <extracomment>kit/said.py, segments/condition_groups.py</extracomment>
      <translation>vor … bis … Tagen</translation>
    </message>
    <message>
      <source>contains any of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>enthält eines von</translation>
    </message>
    <message>
      <source>contains all of</source>
      <extracomment>kit/said.py</extracomment>
      <translation>enthält alle von</translation>
    </message>
    <message>
      <source>is empty (null)</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist leer (null)</translation>
    </message>
    <message>
      <source>is not empty (null)</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist nicht leer (null)</translation>
    </message>
    <message>
      <source>is blank</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist leer oder nur Leerzeichen</translation>
    </message>
    <message>
      <source>is not blank</source>
      <extracomment>kit/said.py</extracomment>
      <translation>ist nicht leer, auch nicht nur Leerzeichen</translation>
    </message>
    <message>
      <source>text</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Text</translation>
    </message>
    <message>
      <source>integer</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Ganzzahl</translation>
    </message>
    <message>
      <source>number</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>decimal</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Dezimalzahl</translation>
    </message>
    <message>
      <source>boolean</source>
      <extracomment>kit/said.py</extracomment>
      <translation>wahr/falsch</translation>
    </message>
    <message>
      <source>date</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Datum</translation>
    </message>
    <message>
      <source>datetime</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
      <source>array</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Liste</translation>
    </message>
    <message>
      <source>object</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Objekt</translation>
    </message>
    <message>
      <source>other</source>
      <extracomment>kit/said.py</extracomment>
      <translation>anderes</translation>
    </message>
    <message>
      <source>E-mail: lower case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>E-Mail: Kleinbuchstaben</translation>
    </message>
    <message>
      <source>E-mail: Gmail without dots</source>
      <extracomment>kit/said.py</extracomment>
      <translation>E-Mail: Gmail ohne Punkte</translation>
    </message>
    <message>
      <source>E-mail: Gmail without dots and +…</source>
      <extracomment>kit/said.py</extracomment>
      <translation>E-Mail: Gmail ohne Punkte und +…</translation>
    </message>
    <message>
      <source>E-mail: without dots and +…</source>
      <extracomment>kit/said.py</extracomment>
      <translation>E-Mail: ohne Punkte und +…</translation>
    </message>
    <message>
      <source>E-mail: letters, digits, . @ and - only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>E-Mail: nur Buchstaben, Ziffern, . @ und -</translation>
    </message>
    <message>
      <source>Phone: +49…</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Telefon: +49…</translation>
    </message>
    <message>
      <source>Phone: digits with country code, no plus</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Telefon: Ziffern mit Landesvorwahl, ohne Plus</translation>
    </message>
    <message>
      <source>Name: lower case, no punctuation</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Name: Kleinbuchstaben, ohne Satzzeichen</translation>
    </message>
    <message>
      <source>Name: lower case, no punctuation or spaces</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Name: Kleinbuchstaben, ohne Satz- und Leerzeichen</translation>
    </message>
    <message>
      <source>First letter: lower case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Anfangsbuchstabe: klein</translation>
    </message>
    <message>
      <source>City: lower letters only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Ort: nur Kleinbuchstaben</translation>
    </message>
    <message>
      <source>State: lower letters only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Bundesland: nur Kleinbuchstaben</translation>
    </message>
    <message>
      <source>Postal code: lower case, up to the hyphen, no spaces</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Postleitzahl: Kleinbuchstaben, bis zum Bindestrich, ohne Leerzeichen</translation>
    </message>
    <message>
      <source>Postal code: digits only</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Postleitzahl: nur Ziffern</translation>
    </message>
    <message>
      <source>Country: two lower letters</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Land: zwei Kleinbuchstaben</translation>
    </message>
    <message>
      <source>Country: two upper letters</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Land: zwei Großbuchstaben</translation>
    </message>
    <message>
      <source>Gender: f or m</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Geschlecht: f oder m</translation>
    </message>
    <message>
      <source>Gender: f, m or n</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Geschlecht: f, m oder n</translation>
    </message>
    <message>
      <source>Date: YYYYMMDD</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Datum: JJJJMMTT</translation>
    </message>
    <message>
      <source>Date: year alone</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Datum: nur das Jahr</translation>
    </message>
    <message>
      <source>Date: month alone, two digits</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Datum: nur der Monat, zwei Ziffern</translation>
    </message>
    <message>
      <source>Date: day alone, two digits</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Datum: nur der Tag, zwei Ziffern</translation>
    </message>
    <message>
      <source>Handle: lower case, without @</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Benutzername: Kleinbuchstaben, ohne @</translation>
    </message>
    <message>
      <source>Without spaces around it</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Ohne Leerzeichen davor und danach</translation>
    </message>
    <message>
      <source>Lower case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Kleinbuchstaben</translation>
    </message>
    <message>
      <source>Upper case</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Großbuchstaben</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <extracomment>kit/said.py, support/crash_dialog.py</extracomment>
      <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
      <source>This cannot work as it is set up</source>
      <extracomment>kit/said.py</extracomment>
      <translation>So, wie es eingerichtet ist, kann es nicht funktionieren</translation>
    </message>
    <message>
      <source>Not found</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>The document was not taken</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Das Dokument wurde nicht übernommen</translation>
    </message>
    <message>
      <source>The source could not be read</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Die Quelle konnte nicht gelesen werden</translation>
    </message>
    <message>
      <source>The workspace cannot be opened</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Der Arbeitsbereich lässt sich nicht öffnen</translation>
    </message>
    <message>
      <source>The keyring is not available</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Der Schlüsselbund ist nicht verfügbar</translation>
    </message>
    <message>
      <source>Signing in did not work</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Die Anmeldung hat nicht geklappt</translation>
    </message>
    <message>
      <source>The destination did not take the records</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Das Ziel hat die Datensätze nicht angenommen</translation>
    </message>
    <message>
      <source>The destination refused the credential</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Das Ziel hat die Zugangsdaten abgelehnt</translation>
    </message>
    <message>
      <source>The destination is not answering</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Das Ziel antwortet nicht</translation>
    </message>
    <message>
      <source>The plan is out of date</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Der Plan ist veraltet</translation>
    </message>
    <message>
      <source>This run cannot be undone</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Dieser Lauf lässt sich nicht rückgängig machen</translation>
    </message>
    <message>
      <source>The message was not delivered</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Die Nachricht wurde nicht zugestellt</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <extracomment>kit/said.py, kit/states.py, runs/runs_page.py</extracomment>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>This link cannot be opened</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Dieser Link lässt sich nicht öffnen</translation>
    </message>
    <message>
      <source>This cannot be opened</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Das lässt sich nicht öffnen</translation>
    </message>
    <message>
      <source>The run failed or is held</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>Der Lauf schlägt fehl oder wird zurückgehalten</translation>
    </message>
    <message>
      <source>Too many records were rejected or invalid</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Zu viele Datensätze wurden abgelehnt oder waren ungültig</translation>
    </message>
    <message>
      <source>A run started</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>Ein Lauf hat begonnen</translation>
    </message>
    <message>
      <source>A run completed</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>Ein Lauf ist abgeschlossen</translation>
    </message>
    <message>
      <source>Everything was sent anew</source>
      <extracomment>kit/said.py, syncs/alerts_step.py</extracomment>
      <translation>Alles wurde neu gesendet</translation>
    </message>
    <message>
      <source>The run takes too long</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Der Lauf dauert zu lange</translation>
    </message>
    <message>
      <source>The number of records is off the usual</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Die Zahl der Datensätze ist ungewöhnlich</translation>
    </message>
    <message>
      <source>Nothing is told</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Nichts wird gemeldet</translation>
    </message>
    <message>
      <source>Workspace folder</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Ordner des Arbeitsbereichs</translation>
    </message>
    <message>
      <source>Workspace file</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Datei des Arbeitsbereichs</translation>
    </message>
    <message>
      <source>Backup</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Sicherung</translation>
    </message>
    <message>
      <source>Room for the workspace</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Platz für den Arbeitsbereich</translation>
    </message>
    <message>
      <source>Room for temporary files</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Platz für temporäre Dateien</translation>
    </message>
    <message>
      <source>Query engine</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Abfrage-Engine</translation>
    </message>
    <message>
      <source>Keyring</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Schlüsselbund</translation>
    </message>
    <message>
      <source>Crashes</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Abstürze</translation>
    </message>
    <message>
      <source>Clock</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Uhr</translation>
    </message>
    <message>
      <source>Network</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Netzwerk</translation>
    </message>
    <message>
      <source>Window</source>
      <extracomment>kit/said.py, support/health_page.py</extracomment>
      <translation>Fenster</translation>
    </message>
    <message>
      <source>The newest is of today.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Die neueste ist von heute.</translation>
    </message>
    <message>
      <source>There is none yet.</source>
      <extracomment>kit/said.py, settings/backups_card.py</extracomment>
      <translation>Es gibt noch keine.</translation>
    </message>
    <message>
      <source>None in the last two weeks.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Keine in den letzten zwei Wochen.</translation>
    </message>
    <message>
      <source>A server answered.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Ein Server hat geantwortet.</translation>
    </message>
    <message>
      <source>Not looked at: nothing is asked unless you say so.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Nicht geprüft: Ohne Ihr Wort wird nichts angefragt.</translation>
    </message>
    <message>
      <source>One is made each day that the program is used; keep a copy of the folder until then.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>An jedem Tag, an dem das Programm benutzt wird, entsteht eine; bewahren Sie bis dahin eine Kopie des Ordners auf.</translation>
    </message>
    <message>
      <source>Leave the program open for a while.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Lassen Sie das Programm eine Weile offen.</translation>
    </message>
    <message>
      <source>Make room: a large first sync needs a few gigabytes while it runs.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Schaffen Sie Platz: Ein großer erster Sync braucht beim Laufen einige Gigabyte.</translation>
    </message>
    <message>
      <source>Check the network or the proxy.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Prüfen Sie das Netzwerk oder den Proxy.</translation>
    </message>
    <message>
      <source>This computer has no keyring that can be trusted with a credential.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Dieser Computer hat keinen Schlüsselbund, dem Zugangsdaten anvertraut werden können.</translation>
    </message>
    <message>
      <source>Unlock or start the keyring of your desktop. Until then each is asked for or taken from the environment.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Entsperren oder starten Sie den Schlüsselbund Ihres Desktops. Bis dahin wird jedes Mal gefragt oder die Umgebung verwendet.</translation>
    </message>
    <message>
      <source>every %1 min</source>
      <extracomment>kit/said.py</extracomment>
      <translation>alle %1 Min.</translation>
    </message>
    <message>
      <source>every %1 h</source>
      <extracomment>kit/said.py</extracomment>
      <translation>alle %1 Std.</translation>
    </message>
    <message>
      <source>every %1 days</source>
      <extracomment>kit/said.py</extracomment>
      <translation>alle %1 Tage</translation>
    </message>
    <message>
      <source>daily %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>täglich %1</translation>
    </message>
    <message>
      <source>weekdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>werktags %1</translation>
    </message>
    <message>
      <source>Mondays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>montags %1</translation>
    </message>
    <message>
      <source>Tuesdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>dienstags %1</translation>
    </message>
    <message>
      <source>Wednesdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>mittwochs %1</translation>
    </message>
    <message>
      <source>Thursdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>donnerstags %1</translation>
    </message>
    <message>
      <source>Fridays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>freitags %1</translation>
    </message>
    <message>
      <source>Saturdays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>samstags %1</translation>
    </message>
    <message>
      <source>Sundays %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>sonntags %1</translation>
    </message>
    <message>
      <source>after %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>nach %1</translation>
    </message>
    <message>
      <source>%1, a local folder that can be written</source>
      <extracomment>kit/said.py</extracomment>
      <translation>%1, ein lokaler Ordner, in den geschrieben werden kann</translation>
    </message>
    <message>
      <source>Whole. %1, %2 journal, %3</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Unversehrt. %1, Journal %2, %3</translation>
    </message>
    <message>
      <source>The newest is %1 days old.</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Die neueste ist %1 Tage alt.</translation>
    </message>
    <message>
      <source>%1 GB free</source>
      <extracomment>kit/said.py</extracomment>
      <translation>%1 GB frei</translation>
    </message>
    <message>
      <source>Credentials are kept in %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Zugangsdaten liegen in %1</translation>
    </message>
    <message>
      <source>Over %1 of the records were rejected or invalid</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Über %1 der Datensätze wurden abgelehnt oder waren ungültig</translation>
    </message>
    <message>
      <source>Over %1 records were rejected or invalid</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Über %1 Datensätze wurden abgelehnt oder waren ungültig</translation>
    </message>
    <message>
      <source>The run takes longer than %1</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Der Lauf dauert länger als %1</translation>
    </message>
    <message>
      <source>The number of records is over %1 off the mean of the last %2 runs</source>
      <extracomment>kit/said.py</extracomment>
      <translation>Die Zahl der Datensätze weicht über %1 vom Mittel der letzten %2 Läufe ab</translation>
    </message>
    <message>
      <source>Loading…</source>
      <extracomment>kit/skeleton.py</extracomment>
      <translation>Wird geladen…</translation>
    </message>
    <message>
      <source>Active</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Aktiv</translation>
    </message>
    <message>
      <source>Running</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Läuft</translation>
    </message>
    <message>
      <source>Run paused</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Lauf pausiert</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Hält an…</translation>
    </message>
    <message>
      <source>No network</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Kein Netz</translation>
    </message>
    <message>
      <source>Queued</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Wartet</translation>
    </message>
    <message>
      <source>Paused</source>
      <extracomment>kit/states.py, status_line.py</extracomment>
      <translation>Pausiert</translation>
    </message>
    <message>
      <source>Draft</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Entwurf</translation>
    </message>
    <message>
      <source>Held</source>
      <extracomment>kit/states.py</extracomment>
      <translation>Zurückgehalten</translation>
    </message>
    <message>
      <source>Failed</source>
      <extracomment>kit/states.py, runs/runs_page.py</extracomment>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <source>Rejected</source>
      <extracomment>kit/states.py, runs/record_story.py, runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Unknown</source>
      <extracomment>kit/states.py, runs/run_detail.py</extracomment>
      <translation>Unbekannt</translation>
    </message>
    <message>
      <source>%1 unknown</source>
      <extracomment>kit/states.py</extracomment>
      <translation>%1 unbekannt</translation>
    </message>
    <message>
      <source>Completed</source>
      <extracomment>kit/states.py, runs/runs_page.py</extracomment>
      <translation>Abgeschlossen</translation>
    </message>
    <message>
      <source>Skipped</source>
      <extracomment>kit/states.py, runs/runs_page.py</extracomment>
      <translation>Übersprungen</translation>
    </message>
    <message>
      <source>held</source>
      <extracomment>kit/states.py</extracomment>
      <translation>zurückgehalten</translation>
    </message>
    <message>
      <source>running</source>
      <extracomment>kit/states.py</extracomment>
      <translation>läuft</translation>
    </message>
    <message>
      <source>paused</source>
      <extracomment>kit/states.py, syncs/sync_card.py</extracomment>
      <translation>pausiert</translation>
    </message>
    <message>
      <source>never sent</source>
      <extracomment>kit/states.py</extracomment>
      <translation>nie gesendet</translation>
    </message>
    <message>
      <source>no sync</source>
      <extracomment>kit/states.py</extracomment>
      <translation>kein Sync</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <extracomment>kit/toast.py, kit/widgets.py, runs/run_detail.py, syncs/review_page.py, syncs/sync_card.py</extracomment>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>No action</source>
      <extracomment>kit/toast.py, kit/widgets.py</extracomment>
      <translation>Keine Aktion</translation>
    </message>
    <message>
      <source>Number to confirm</source>
      <extracomment>kit/typed_count.py</extracomment>
      <translation>Zahl zum Bestätigen</translation>
    </message>
    <message>
      <source>Type %1</source>
      <extracomment>kit/typed_count.py</extracomment>
      <translation>%1 eingeben</translation>
    </message>
    <message>
      <source>never</source>
      <extracomment>kit/words.py, syncs/sync_lines.py</extracomment>
      <translation>nie</translation>
    </message>
    <message>
      <source>just now</source>
      <extracomment>kit/words.py</extracomment>
      <translation>gerade eben</translation>
    </message>
    <message>
      <source>yesterday</source>
      <extracomment>kit/words.py</extracomment>
      <translation>gestern</translation>
    </message>
    <message>
      <source>now</source>
      <extracomment>kit/words.py</extracomment>
      <translation>jetzt</translation>
    </message>
    <message>
      <source>today</source>
      <extracomment>kit/words.py, timeline.py</extracomment>
      <translation>heute</translation>
    </message>
    <message>
      <source>%1 min ago</source>
      <extracomment>kit/words.py</extracomment>
      <translation>vor %1 min</translation>
    </message>
    <message>
      <source>%1 h ago</source>
      <extracomment>kit/words.py</extracomment>
      <translation>vor %1 h</translation>
    </message>
    <message>
      <source>%1 days ago</source>
      <extracomment>kit/words.py</extracomment>
      <translation>vor %1 Tagen</translation>
    </message>
    <message>
      <source>in %1 min</source>
      <extracomment>kit/words.py</extracomment>
      <translation>in %1 min</translation>
    </message>
    <message>
      <source>in %1 h</source>
      <extracomment>kit/words.py</extracomment>
      <translation>in %1 h</translation>
    </message>
    <message>
      <source>in %1 days</source>
      <extracomment>kit/words.py</extracomment>
      <translation>in %1 Tagen</translation>
    </message>
    <message>
      <source>Link copied</source>
      <extracomment>linking.py</extracomment>
      <translation>Link kopiert</translation>
    </message>
    <message>
      <source>%1: held, it waits for you</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: zurückgehalten, wartet auf Sie</translation>
    </message>
    <message>
      <source>Review…</source>
      <extracomment>main_window.py, settings/sharing_card.py, workspaces/notice.py</extracomment>
      <translation>Prüfen…</translation>
    </message>
    <message>
      <source>%1: %2 sent, %3</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: %2 gesendet, %3</translation>
    </message>
    <message>
      <source>%1: %2 sent</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: %2 gesendet</translation>
    </message>
    <message>
      <source>%1: nothing to send</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: nichts zu senden</translation>
    </message>
    <message>
      <source>Undo…</source>
      <extracomment>main_window.py, runs/run_detail.py</extracomment>
      <translation>Rückgängig…</translation>
    </message>
    <message>
      <source>%1: cancelled after %2</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: abgebrochen nach %2</translation>
    </message>
    <message>
      <source>%1: waits for the network</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: wartet auf das Netz</translation>
    </message>
    <message>
      <source>%1: already running elsewhere</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: läuft bereits anderswo</translation>
    </message>
    <message>
      <source>%1: failed</source>
      <extracomment>main_window.py</extracomment>
      <translation>%1: fehlgeschlagen</translation>
    </message>
    <message>
      <source>What waits, and what can be done about it</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Was wartet und was dagegen zu tun ist</translation>
    </message>
    <message>
      <source>1 run waits</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>1 Lauf wartet</translation>
    </message>
    <message>
      <source>Offline</source>
      <extracomment>offline/badge.py, tray.py</extracomment>
      <translation>Offline</translation>
    </message>
    <message>
      <source>Metered network – scheduled runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Getaktetes Netz – geplante Läufe warten</translation>
    </message>
    <message>
      <source>Battery low – scheduled runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Akku schwach – geplante Läufe warten</translation>
    </message>
    <message>
      <source>Saving power – scheduled runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Energiesparen – geplante Läufe warten</translation>
    </message>
    <message>
      <source>Runs that wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Läufe, die warten</translation>
    </message>
    <message>
      <source>Network and power…</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Netz und Energie…</translation>
    </message>
    <message>
      <source>Open run</source>
      <extracomment>offline/badge.py, syncs/sync_card.py</extracomment>
      <translation>Lauf öffnen</translation>
    </message>
    <message>
      <source>Try now</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Jetzt versuchen</translation>
    </message>
    <message>
      <source>Stop waiting</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Nicht mehr warten</translation>
    </message>
    <message>
      <source>%1 waits no more; what it had sent is kept</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>%1 wartet nicht mehr; was gesendet ist, bleibt</translation>
    </message>
    <message>
      <source>%1 runs wait</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>%1 Läufe warten</translation>
    </message>
    <message>
      <source>Waiting for network – %1</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Wartet auf Netz – %1</translation>
    </message>
    <message>
      <source>No run waits for the network</source>
      <extracomment>offline/badge.py</extracomment>
      <translation>Kein Lauf wartet auf das Netz</translation>
    </message>
    <message>
      <source>Opening the workspace</source>
      <extracomment>opening.py</extracomment>
      <translation>Der Arbeitsbereich wird geöffnet</translation>
    </message>
    <message>
      <source>Workspace: %1</source>
      <extracomment>opening.py</extracomment>
      <translation>Arbeitsbereich: %1</translation>
    </message>
    <message>
      <source>needs you</source>
      <extracomment>rail.py</extracomment>
      <translation>braucht Sie</translation>
    </message>
    <message>
      <source>need you</source>
      <extracomment>rail.py</extracomment>
      <translation>brauchen Sie</translation>
    </message>
    <message>
      <source>Sections</source>
      <extracomment>rail.py</extracomment>
      <translation>Bereiche des Fensters</translation>
    </message>
    <message>
      <source>no answer</source>
      <extracomment>runs/call_text.py</extracomment>
      <translation>keine Antwort</translation>
    </message>
    <message>
      <source>(no body)</source>
      <extracomment>runs/call_text.py</extracomment>
      <translation>(kein Inhalt)</translation>
    </message>
    <message>
      <source>Which requests</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Welche Anfragen</translation>
    </message>
    <message>
      <source>Copy as text</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Als Text kopieren</translation>
    </message>
    <message>
      <source>No requests</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Keine Anfragen</translation>
    </message>
    <message>
      <source>Request and answer</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Anfrage und Antwort</translation>
    </message>
    <message>
      <source>Nothing was asked over the network. Files and databases of your own are written without requests;</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Über das Netz wurde nichts angefragt. In eigene Dateien und Datenbanken wird ohne Anfragen geschrieben;</translation>
    </message>
    <message>
      <source>of others the last 100 requests of a run are kept.</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>von anderen werden die letzten 100 Anfragen eines Laufs aufbewahrt.</translation>
    </message>
    <message>
      <source>request</source>
      <extracomment>runs/calls_tab.py, syncs/reviewed.py</extracomment>
      <translation>Anfrage</translation>
    </message>
    <message>
      <source>requests</source>
      <extracomment>runs/calls_tab.py, syncs/reviewed.py</extracomment>
      <translation>Anfragen</translation>
    </message>
    <message>
      <source>none failed</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>keine fehlgeschlagen</translation>
    </message>
    <message>
      <source>Read the requests again</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Anfragen neu lesen</translation>
    </message>
    <message>
      <source>Request</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Anfrage</translation>
    </message>
    <message>
      <source>Answer</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Antwort</translation>
    </message>
    <message>
      <source>Took</source>
      <extracomment>runs/calls_tab.py, runs/run_lines.py</extracomment>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>Requests</source>
      <extracomment>runs/calls_tab.py, runs/run_detail.py</extracomment>
      <translation>Anfragen</translation>
    </message>
    <message>
      <source>Request copied</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Anfrage kopiert</translation>
    </message>
    <message>
      <source>All requests</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Alle Anfragen</translation>
    </message>
    <message>
      <source>Failed only</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Nur fehlgeschlagene</translation>
    </message>
    <message>
      <source>%1 failed</source>
      <extracomment>runs/calls_tab.py, runs/now_panel.py</extracomment>
      <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
      <source>values of records are left out</source>
      <extracomment>runs/calls_tab.py</extracomment>
      <translation>Werte von Datensätzen sind weggelassen</translation>
    </message>
    <message>
      <source>Forget a person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Person vergessen</translation>
    </message>
    <message>
      <source>taken away</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>weggenommen</translation>
    </message>
    <message>
      <source>All that syncs have sent of one person is found and taken away where a destination can do that. You see what that is before anything is sent, and get a certificate of it.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Alles, was Syncs von einer Person gesendet haben, wird gefunden und weggenommen, wo ein Ziel das kann. Sie sehen es, bevor etwas gesendet wird, und erhalten eine Bescheinigung.</translation>
    </message>
    <message>
      <source>%1 of this person are taken away or emptied for good. Type the number to go on.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>%1 dieser Person werden endgültig weggenommen oder geleert. Geben Sie die Zahl ein, um fortzufahren.</translation>
    </message>
    <message>
      <source>What that means</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Was das bedeutet</translation>
    </message>
    <message>
      <source>Asked</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Gefragt</translation>
    </message>
    <message>
      <source>Number</source>
      <extracomment>runs/forget_page.py, syncs/mapping_popovers.py</extracomment>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>Data set of the person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Datenbestand der Person</translation>
    </message>
    <message>
      <source>Key of the person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Schlüssel der Person</translation>
    </message>
    <message>
      <source>Their identifier, e-mail address or sync key, exactly</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Ihre Kennung, E-Mail-Adresse oder ihr Sync-Schlüssel, genau</translation>
    </message>
    <message>
      <source>Nothing was sent of this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Von dieser Person wurde nichts gesendet</translation>
    </message>
    <message>
      <source>Keep them from being sent</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Vom Senden ausschließen</translation>
    </message>
    <message>
      <source>Certificates</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Bescheinigungen</translation>
    </message>
    <message>
      <source>Working on it</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Wird bearbeitet</translation>
    </message>
    <message>
      <source>Keep them from being sent again</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Vom erneuten Senden ausschließen</translation>
    </message>
    <message>
      <source>Forget this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Diese Person vergessen</translation>
    </message>
    <message>
      <source>Certificate</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Bescheinigung</translation>
    </message>
    <message>
      <source>Looking for this person in all that was sent</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Diese Person wird in allem Gesendeten gesucht</translation>
    </message>
    <message>
      <source>No data set has this key, and no sync has sent it.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Kein Datenbestand hat diesen Schlüssel, und kein Sync hat ihn gesendet.</translation>
    </message>
    <message>
      <source>They go on the exclusion list “%1” of %2, which keeps their key.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Sie kommt auf die Ausschlussliste „%1“ von %2, die ihren Schlüssel behält.</translation>
    </message>
    <message>
      <source>Taking away what was sent of this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Was von dieser Person gesendet wurde, wird weggenommen</translation>
    </message>
    <message>
      <source>This person is forgotten.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Diese Person ist vergessen.</translation>
    </message>
    <message>
      <source>Not everything could be taken away.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Nicht alles konnte weggenommen werden.</translation>
    </message>
    <message>
      <source>Find the person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Person suchen</translation>
    </message>
    <message>
      <source>Back (Esc)</source>
      <extracomment>runs/forget_page.py, runs/record_page.py, syncs/history_page.py, workspaces/import_page.py</extracomment>
      <translation>Zurück (Esc)</translation>
    </message>
    <message>
      <source>What was sent of this person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Was von dieser Person gesendet wurde</translation>
    </message>
    <message>
      <source>Save certificate…</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Bescheinigung speichern…</translation>
    </message>
    <message>
      <source>Another person</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Andere Person</translation>
    </message>
    <message>
      <source>Type the number above first</source>
      <extracomment>runs/forget_page.py, syncs/review_page.py</extracomment>
      <translation>Geben Sie zuerst die Zahl oben ein</translation>
    </message>
    <message>
      <source>%2 still has them: the next runs send them again.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>%2 enthält sie noch: Die nächsten Läufe senden sie wieder.</translation>
    </message>
    <message>
      <source>If they come back to %2, they are sent again.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Kommt sie nach %2 zurück, wird sie wieder gesendet.</translation>
    </message>
    <message>
      <source>Save certificate</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Bescheinigung speichern</translation>
    </message>
    <message>
      <source>whole</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>vollständig</translation>
    </message>
    <message>
      <source>not whole</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>nicht vollständig</translation>
    </message>
    <message>
      <source>All data sets</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Alle Datenbestände</translation>
    </message>
    <message>
      <source>%1 has this person, and no sync has sent them yet.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>%1 enthält diese Person, und noch kein Sync hat sie gesendet.</translation>
    </message>
    <message>
      <source>Saved as %1</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Gespeichert als %1</translation>
    </message>
    <message>
      <source>This person was forgotten before, last on %1.</source>
      <extracomment>runs/forget_page.py</extracomment>
      <translation>Diese Person wurde schon einmal vergessen, zuletzt am %1.</translation>
    </message>
    <message>
      <source>starts when runs go on</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>beginnt, wenn die Läufe weitergehen</translation>
    </message>
    <message>
      <source>starts next</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>beginnt als Nächstes</translation>
    </message>
    <message>
      <source>1 before it</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>1 davor</translation>
    </message>
    <message>
      <source>in another window, by the agent or the command line</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>in einem anderen Fenster, durch den Agenten oder die Befehlszeile</translation>
    </message>
    <message>
      <source>starting…</source>
      <extracomment>runs/now_lines.py, syncs/sync_card.py, syncs/sync_lines.py</extracomment>
      <translation>beginnt…</translation>
    </message>
    <message>
      <source>%1/s</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>%1/s</translation>
    </message>
    <message>
      <source>%1 left</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>noch %1</translation>
    </message>
    <message>
      <source>Progress</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Rate</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>Tempo</translation>
    </message>
    <message>
      <source>%1 before it</source>
      <extracomment>runs/now_lines.py</extracomment>
      <translation>%1 davor</translation>
    </message>
    <message>
      <source>waits for the network</source>
      <extracomment>runs/now_lines.py, syncs/sync_lines.py</extracomment>
      <translation>wartet auf das Netz</translation>
    </message>
    <message>
      <source>Runs now</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Läufe jetzt</translation>
    </message>
    <message>
      <source>Pause all</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Alle pausieren</translation>
    </message>
    <message>
      <source>Resume all</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Alle fortsetzen</translation>
    </message>
    <message>
      <source>Now</source>
      <extracomment>runs/now_panel.py, syncs/sync_card.py</extracomment>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Run next</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Als Nächstes ausführen</translation>
    </message>
    <message>
      <source>Earlier</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Früher</translation>
    </message>
    <message>
      <source>Later</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Später</translation>
    </message>
    <message>
      <source>Run again</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>Erneut ausführen</translation>
    </message>
    <message>
      <source>Pause</source>
      <extracomment>runs/now_panel.py, syncs/sync_card.py</extracomment>
      <translation>Pausieren</translation>
    </message>
    <message>
      <source>paused, nothing starts</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>pausiert, nichts beginnt</translation>
    </message>
    <message>
      <source>Resume</source>
      <extracomment>runs/now_panel.py, syncs/sync_card.py</extracomment>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>%1: the selected line</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>%1: die ausgewählte Zeile</translation>
    </message>
    <message>
      <source>%1 running</source>
      <extracomment>runs/now_panel.py, tray.py</extracomment>
      <translation>%1 laufen</translation>
    </message>
    <message>
      <source>%1 queued</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>%1 warten</translation>
    </message>
    <message>
      <source>%1 waiting for the network</source>
      <extracomment>runs/now_panel.py</extracomment>
      <translation>%1 warten auf das Netz</translation>
    </message>
    <message>
      <source>Record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Datensatz</translation>
    </message>
    <message>
      <source>Type the key of a record as it is sent. You see why it is in or out, and all that was sent of it.</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Geben Sie den Schlüssel eines Datensatzes ein, wie er gesendet wird. Sie sehen, warum er drin oder draußen ist, und alles, was von ihm gesendet wurde.</translation>
    </message>
    <message>
      <source>No run has touched it</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Kein Lauf hat ihn berührt</translation>
    </message>
    <message>
      <source>Sync of the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Sync des Datensatzes</translation>
    </message>
    <message>
      <source>Key of the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Schlüssel des Datensatzes</translation>
    </message>
    <message>
      <source>Key of the record, exactly</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Schlüssel des Datensatzes, genau</translation>
    </message>
    <message>
      <source>Forget this person…</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Diese Person vergessen…</translation>
    </message>
    <message>
      <source>Show personal data</source>
      <extracomment>runs/record_page.py, runs/records_tab.py, segments/members_tab.py, syncs/plan_panel.py, syncs/preview_card.py</extracomment>
      <translation>Personenbezogene Daten zeigen</translation>
    </message>
    <message>
      <source>Asking about the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Nach dem Datensatz wird gefragt</translation>
    </message>
    <message>
      <source>Which record?</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Welcher Datensatz?</translation>
    </message>
    <message>
      <source>run touched it</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Lauf hat ihn berührt</translation>
    </message>
    <message>
      <source>runs touched it</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Läufe haben ihn berührt</translation>
    </message>
    <message>
      <source>Hide personal data</source>
      <extracomment>runs/record_page.py, runs/records_tab.py, segments/members_tab.py, syncs/plan_panel.py, syncs/preview_card.py</extracomment>
      <translation>Personenbezogene Daten verbergen</translation>
    </message>
    <message>
      <source>Find the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Datensatz suchen</translation>
    </message>
    <message>
      <source>Values of the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Werte des Datensatzes</translation>
    </message>
    <message>
      <source>What every run did with the record</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Was jeder Lauf mit dem Datensatz tat</translation>
    </message>
    <message>
      <source>At %1, and what would be sent</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Bei %1, und was gesendet würde</translation>
    </message>
    <message>
      <source>%1 has nothing of it from this sync</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>%1 hat von diesem Sync nichts davon</translation>
    </message>
    <message>
      <source>nothing would be sent now</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>jetzt würde nichts gesendet</translation>
    </message>
    <message>
      <source>records are kept since %1</source>
      <extracomment>runs/record_page.py</extracomment>
      <translation>Datensätze werden aufbewahrt seit %1</translation>
    </message>
    <message>
      <source>Added</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py, workspaces/import_page.py</extracomment>
      <translation>Hinzugefügt</translation>
    </message>
    <message>
      <source>Removed</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py</extracomment>
      <translation>Entfernt</translation>
    </message>
    <message>
      <source>Invalid</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/plan_panel.py, syncs/review_table.py, syncs/sync_card.py</extracomment>
      <translation>Ungültig</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <extracomment>runs/record_story.py, runs/run_detail.py, syncs/review_table.py</extracomment>
      <translation>Unverändert</translation>
    </message>
    <message>
      <source>Accepted</source>
      <extracomment>runs/record_story.py, runs/run_detail.py</extracomment>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>No answer known</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Antwort nicht bekannt</translation>
    </message>
    <message>
      <source>Waiting</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Wartet noch</translation>
    </message>
    <message>
      <source>Not sent</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Nicht gesendet</translation>
    </message>
    <message>
      <source>Left out</source>
      <extracomment>runs/record_story.py, syncs/plan_panel.py, workspaces/import_page.py</extracomment>
      <translation>Ausgelassen</translation>
    </message>
    <message>
      <source>the same values again</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>wieder dieselben Werte</translation>
    </message>
    <message>
      <source>The data set has no such record.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Der Datenbestand hat keinen solchen Datensatz.</translation>
    </message>
    <message>
      <source>Field</source>
      <extracomment>runs/record_story.py, segments/condition_rows.py, syncs/mapping_step.py, syncs/review_table.py</extracomment>
      <translation>Feld</translation>
    </message>
    <message>
      <source>Would be sent now</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Würde jetzt gesendet</translation>
    </message>
    <message>
      <source>Outcome</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Values and reply</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Werte und Antwort</translation>
    </message>
    <message>
      <source>The source cannot be asked at the moment.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Die Quelle kann gerade nicht gefragt werden.</translation>
    </message>
    <message>
      <source>It is among what the sync sends.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Er gehört zu dem, was der Sync sendet.</translation>
    </message>
    <message>
      <source>It is in the data set, but not in what the sync sends.</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Er ist im Datenbestand, aber nicht in dem, was der Sync sendet.</translation>
    </message>
    <message>
      <source>Gone</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Nicht mehr da</translation>
    </message>
    <message>
      <source>here: %1</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>hier: %1</translation>
    </message>
    <message>
      <source>Not known now</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Derzeit nicht bekannt</translation>
    </message>
    <message>
      <source>Out</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Draußen</translation>
    </message>
    <message>
      <source>At %1</source>
      <extracomment>runs/record_story.py</extracomment>
      <translation>Bei %1</translation>
    </message>
    <message>
      <source>Every reason</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Jeder Grund</translation>
    </message>
    <message>
      <source>Records that did not arrive</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Datensätze, die nicht ankamen</translation>
    </message>
    <message>
      <source>Which records</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Welche Datensätze</translation>
    </message>
    <message>
      <source>Reason</source>
      <extracomment>runs/records_tab.py, runs/run_lines.py</extracomment>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Find a record, value or reason</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Datensatz, Wert oder Grund suchen</translation>
    </message>
    <message>
      <source>Export records…</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Datensätze exportieren…</translation>
    </message>
    <message>
      <source>%1 shown, more on scrolling</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>%1 gezeigt, mehr beim Scrollen</translation>
    </message>
    <message>
      <source>No record is like that.</source>
      <extracomment>runs/records_tab.py, syncs/plan_panel.py</extracomment>
      <translation>Kein Datensatz ist so.</translation>
    </message>
    <message>
      <source>Export records</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Datensätze exportieren</translation>
    </message>
    <message>
      <source>Writing %1…</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>%1 wird geschrieben…</translation>
    </message>
    <message>
      <source>Enter: everything about this record</source>
      <extracomment>runs/records_tab.py</extracomment>
      <translation>Eingabe: alles über diesen Datensatz</translation>
    </message>
    <message>
      <source>%1 written to %2</source>
      <extracomment>runs/records_tab.py, syncs/review_page.py</extracomment>
      <translation>%1 nach %2 geschrieben</translation>
    </message>
    <message>
      <source>To send</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Zu senden</translation>
    </message>
    <message>
      <source>Sent again</source>
      <extracomment>runs/run_detail.py, syncs/plan_panel.py</extracomment>
      <translation>Erneut gesendet</translation>
    </message>
    <message>
      <source>Selected run</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Ausgewählter Lauf</translation>
    </message>
    <message>
      <source>Pause run</source>
      <extracomment>runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Lauf pausieren</translation>
    </message>
    <message>
      <source>Open sync</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Sync öffnen</translation>
    </message>
    <message>
      <source>Views of the run</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Ansichten des Laufs</translation>
    </message>
    <message>
      <source>Taken</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Übernommen</translation>
    </message>
    <message>
      <source>Dismiss what is held</source>
      <extracomment>runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Zurückgehaltenes verwerfen</translation>
    </message>
    <message>
      <source>Undo this run</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Diesen Lauf rückgängig machen</translation>
    </message>
    <message>
      <source>Edit guard</source>
      <extracomment>runs/run_detail.py, syncs/plan_panel.py, syncs/sync_card.py</extracomment>
      <translation>Schutz bearbeiten</translation>
    </message>
    <message>
      <source>Resume run</source>
      <extracomment>runs/run_detail.py, syncs/sync_card.py</extracomment>
      <translation>Lauf fortsetzen</translation>
    </message>
    <message>
      <source>Not delivered</source>
      <extracomment>runs/run_detail.py, runs/run_lines.py</extracomment>
      <translation>Nicht zugestellt</translation>
    </message>
    <message>
      <source>The destination refused records of this run without saying which.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Das Ziel hat Datensätze dieses Laufs abgelehnt, ohne zu sagen, welche.</translation>
    </message>
    <message>
      <source>Refused without names</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Ohne Namen abgelehnt</translation>
    </message>
    <message>
      <source>Stays as it is</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Bleibt, wie es ist</translation>
    </message>
    <message>
      <source>took %1</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>dauerte %1</translation>
    </message>
    <message>
      <source>plan</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Plan</translation>
    </message>
    <message>
      <source>undoes run %1</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>macht Lauf %1 rückgängig</translation>
    </message>
    <message>
      <source>The destination took everything that was sent.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Das Ziel hat alles angenommen, was gesendet wurde.</translation>
    </message>
    <message>
      <source>Nothing was to be sent.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Es gab nichts zu senden.</translation>
    </message>
    <message>
      <source>Every record arrived</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Jeder Datensatz kam an</translation>
    </message>
    <message>
      <source>The figures above are what would be sent. The plan waits for you.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Die Zahlen oben sind, was gesendet würde. Der Plan wartet auf Sie.</translation>
    </message>
    <message>
      <source>No record was rejected or set aside in this run.</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Kein Datensatz wurde in diesem Lauf abgelehnt oder beiseitegelegt.</translation>
    </message>
    <message>
      <source>Review what undoing this run would change</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Prüfen, was das Rückgängigmachen dieses Laufs ändern würde</translation>
    </message>
    <message>
      <source>Nothing was sent</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Nichts wurde gesendet</translation>
    </message>
    <message>
      <source>Nothing to list</source>
      <extracomment>runs/run_detail.py</extracomment>
      <translation>Nichts aufzulisten</translation>
    </message>
    <message>
      <source>by schedule</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>nach Zeitplan</translation>
    </message>
    <message>
      <source>because data changed</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>weil sich Daten geändert haben</translation>
    </message>
    <message>
      <source>by Quick Sync</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>durch Quick Sync</translation>
    </message>
    <message>
      <source>to undo another</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>um einen anderen rückgängig zu machen</translation>
    </message>
    <message>
      <source>held, nothing sent</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>zurückgehalten, nichts gesendet</translation>
    </message>
    <message>
      <source>Started</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>Begonnen</translation>
    </message>
    <message>
      <source>Changes</source>
      <extracomment>runs/run_lines.py, syncs/plan_panel.py</extracomment>
      <translation>Änderungen</translation>
    </message>
    <message>
      <source>(no key)</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>(kein Schlüssel)</translation>
    </message>
    <message>
      <source>Key</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <source>Values</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>Werte</translation>
    </message>
    <message>
      <source>%1 invalid</source>
      <extracomment>runs/run_lines.py, syncs/sync_card.py</extracomment>
      <translation>%1 ungültig</translation>
    </message>
    <message>
      <source>removed since</source>
      <extracomment>runs/run_lines.py</extracomment>
      <translation>seither entfernt</translation>
    </message>
    <message>
      <source>Every state</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Jeder Zustand</translation>
    </message>
    <message>
      <source>Running or queued</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Laufend oder wartend</translation>
    </message>
    <message>
      <source>Waiting for network</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Wartet auf Netz</translation>
    </message>
    <message>
      <source>Every run of a sync is listed here, with its counts, errors and the records that did not arrive.</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Jeder Lauf eines Syncs steht hier, mit seinen Zahlen, Fehlern und den Datensätzen, die nicht ankamen.</translation>
    </message>
    <message>
      <source>State of the runs</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Zustand der Läufe</translation>
    </message>
    <message>
      <source>Sync of the runs</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Sync der Läufe</translation>
    </message>
    <message>
      <source>The runs could not be read</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Die Läufe konnten nicht gelesen werden</translation>
    </message>
    <message>
      <source>No run yet</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Noch kein Lauf</translation>
    </message>
    <message>
      <source>No run is like that</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Kein Lauf ist so</translation>
    </message>
    <message>
      <source>Choose another state or sync.</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Wählen Sie einen anderen Zustand oder Sync.</translation>
    </message>
    <message>
      <source>Every sync</source>
      <extracomment>runs/runs_page.py</extracomment>
      <translation>Jeder Sync</translation>
    </message>
    <message>
      <source>Schedules off: syncs run only by hand</source>
      <extracomment>scheduler.py</extracomment>
      <translation>Zeitpläne aus: Syncs laufen nur von Hand</translation>
    </message>
    <message>
      <source>Schedules are on: the agent runs them</source>
      <extracomment>scheduler.py</extracomment>
      <translation>Zeitpläne sind ein: Der Agent führt sie aus</translation>
    </message>
    <message>
      <source>Schedules are on while this window is open</source>
      <extracomment>scheduler.py</extracomment>
      <translation>Zeitpläne sind ein, solange dieses Fenster offen ist</translation>
    </message>
    <message>
      <source>Edits, runs and their outcomes appear here, newest first.</source>
      <extracomment>segments/activity_tab.py</extracomment>
      <translation>Änderungen, Läufe und ihre Ergebnisse erscheinen hier, die neuesten zuerst.</translation>
    </message>
    <message>
      <source>Nothing has happened yet</source>
      <extracomment>segments/activity_tab.py, syncs/history_page.py</extracomment>
      <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
      <source>“%1” is as it was before that edit</source>
      <extracomment>segments/activity_tab.py, syncs/history_page.py</extracomment>
      <translation>„%1“ ist wie vor dieser Änderung</translation>
    </message>
    <message>
      <source>Export…</source>
      <extracomment>segments/analyze_tab.py, syncs/review_page.py</extracomment>
      <translation>Exportieren…</translation>
    </message>
    <message>
      <source>Export</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Export</translation>
    </message>
    <message>
      <source>Save the chart</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Diagramm speichern</translation>
    </message>
    <message>
      <source>Save the table</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Tabelle speichern</translation>
    </message>
    <message>
      <source>Cancel counting</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Zählen abbrechen</translation>
    </message>
    <message>
      <source>Export charts and tables</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>Diagramme und Tabellen exportieren</translation>
    </message>
    <message>
      <source>counted %1</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>gezählt %1</translation>
    </message>
    <message>
      <source>%1: picture…</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>%1: Bild…</translation>
    </message>
    <message>
      <source>%1: table…</source>
      <extracomment>segments/analyze_tab.py</extracomment>
      <translation>%1: Tabelle…</translation>
    </message>
    <message>
      <source>related %1</source>
      <extracomment>segments/catalogue.py</extracomment>
      <translation>verbunden: %1</translation>
    </message>
    <message>
      <source>Find a field</source>
      <extracomment>segments/catalogue.py, segments/field_list.py</extracomment>
      <translation>Feld suchen</translation>
    </message>
    <message>
      <source>open</source>
      <extracomment>segments/catalogue.py, segments/segment_line.py</extracomment>
      <translation>offen</translation>
    </message>
    <message>
      <source>closed</source>
      <extracomment>segments/catalogue.py, segments/segment_line.py</extracomment>
      <translation>geschlossen</translation>
    </message>
    <message>
      <source>find a field</source>
      <extracomment>segments/catalogue.py, segments/field_list.py</extracomment>
      <translation>Feld suchen</translation>
    </message>
    <message>
      <source>This group matches</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Diese Gruppe erfüllt</translation>
    </message>
    <message>
      <source>Remove the group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Gruppe entfernen</translation>
    </message>
    <message>
      <source>Condition</source>
      <extracomment>segments/condition_groups.py, segments/definition_layout.py</extracomment>
      <translation>Bedingung</translation>
    </message>
    <message>
      <source>Add a condition to this group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Bedingung zu dieser Gruppe hinzufügen</translation>
    </message>
    <message>
      <source>Group</source>
      <extracomment>segments/condition_groups.py, segments/definition_layout.py</extracomment>
      <translation>Gruppe</translation>
    </message>
    <message>
      <source>Add a group to this group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Gruppe zu dieser Gruppe hinzufügen</translation>
    </message>
    <message>
      <source>More…</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Mehr…</translation>
    </message>
    <message>
      <source>Add something else to this group</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Etwas anderes zu dieser Gruppe hinzufügen</translation>
    </message>
    <message>
      <source>Remove the condition</source>
      <extracomment>segments/condition_groups.py, segments/condition_rows.py</extracomment>
      <translation>Die Bedingung entfernen</translation>
    </message>
    <message>
      <source>Did or did not</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Tat oder tat nicht</translation>
    </message>
    <message>
      <source>How often</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Wie oft</translation>
    </message>
    <message>
      <source>Number of times</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Anzahl der Male</translation>
    </message>
    <message>
      <source>where</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>wobei</translation>
    </message>
    <message>
      <source>These conditions match</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Diese Bedingungen gelten</translation>
    </message>
    <message>
      <source>Add a condition on it</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Bedingung daran hinzufügen</translation>
    </message>
    <message>
      <source>Add something else to it</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Etwas anderes daran hinzufügen</translation>
    </message>
    <message>
      <source>condition on the event</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Bedingung an das Ereignis</translation>
    </message>
    <message>
      <source>condition on it</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Bedingung daran</translation>
    </message>
    <message>
      <source>Change how often</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Wie oft ändern</translation>
    </message>
    <message>
      <source>Change when</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Wann ändern</translation>
    </message>
    <message>
      <source>empty</source>
      <extracomment>segments/condition_groups.py, syncs/mapping_rules.py</extracomment>
      <translation>leer</translation>
    </message>
    <message>
      <source>Not counted until it has a finished condition</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Zählt nicht, bis eine Bedingung fertig ist</translation>
    </message>
    <message>
      <source>any number of</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>beliebig oft</translation>
    </message>
    <message>
      <source>Did</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Tat</translation>
    </message>
    <message>
      <source>Has</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Hat</translation>
    </message>
    <message>
      <source>Did not</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Tat nicht</translation>
    </message>
    <message>
      <source>Has no</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Hat kein</translation>
    </message>
    <message>
      <source>any event</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>irgendein Ereignis</translation>
    </message>
    <message>
      <source>does not fit</source>
      <extracomment>segments/condition_groups.py, segments/condition_rows.py, syncs/quick_sync_menu.py</extracomment>
      <translation>passt nicht</translation>
    </message>
    <message>
      <source>time</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Mal</translation>
    </message>
    <message>
      <source>times</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Mal</translation>
    </message>
    <message>
      <source>Change did or did not</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Tat oder tat nicht ändern</translation>
    </message>
    <message>
      <source>exactly</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>genau</translation>
    </message>
    <message>
      <source>at any time</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>jederzeit</translation>
    </message>
    <message>
      <source>in the last … days</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>in den letzten … Tagen</translation>
    </message>
    <message>
      <source>Events of</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Ereignisse von</translation>
    </message>
    <message>
      <source>Value of when</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Wert für wann</translation>
    </message>
    <message>
      <source>Choose events</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Ereignisse wählen</translation>
    </message>
    <message>
      <source>is not related to it any more</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>ist damit nicht mehr verbunden</translation>
    </message>
    <message>
      <source>days</source>
      <extracomment>segments/condition_groups.py, syncs/schedule_step.py</extracomment>
      <translation>Tage</translation>
    </message>
    <message>
      <source>days ago</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>Tagen</translation>
    </message>
    <message>
      <source>or</source>
      <extracomment>segments/condition_groups.py</extracomment>
      <translation>oder</translation>
    </message>
    <message>
      <source>There is no other segment of this data set.</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Es gibt kein anderes Segment dieses Datenbestands.</translation>
    </message>
    <message>
      <source>Drag to move the line</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Ziehen verschiebt die Zeile</translation>
    </message>
    <message>
      <source>Drag to move; the Segment menu has keys for it</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Ziehen zum Verschieben; das Menü Segment hat Tasten dafür</translation>
    </message>
    <message>
      <source>Operator</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Operator</translation>
    </message>
    <message>
      <source>Members in or out</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Mitglieder drin oder nicht</translation>
    </message>
    <message>
      <source>SQL condition</source>
      <extracomment>segments/condition_rows.py, segments/condition_view.py</extracomment>
      <translation>SQL-Bedingung</translation>
    </message>
    <message>
      <source>a condition in SQL, such as length(name) &gt; 3</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>eine Bedingung in SQL, etwa length(name) &gt; 3</translation>
    </message>
    <message>
      <source>Change SQL</source>
      <extracomment>segments/condition_rows.py, segments/definition_tab.py</extracomment>
      <translation>SQL ändern</translation>
    </message>
    <message>
      <source>Value of</source>
      <extracomment>segments/condition_rows.py, segments/known_values.py</extracomment>
      <translation>Wert von</translation>
    </message>
    <message>
      <source>Change field</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Feld ändern</translation>
    </message>
    <message>
      <source>Change operator</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Operator ändern</translation>
    </message>
    <message>
      <source>There is no such segment of this data set any more</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Dieses Segment gibt es in diesem Datenbestand nicht mehr</translation>
    </message>
    <message>
      <source>Change in or out</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Drin oder nicht ändern</translation>
    </message>
    <message>
      <source>Change segment</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Segment ändern</translation>
    </message>
    <message>
      <source>needs SQL</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>braucht SQL</translation>
    </message>
    <message>
      <source>Not counted and not sent until it says something</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Zählt nicht und wird nicht gesendet, bis etwas dasteht</translation>
    </message>
    <message>
      <source>Operator of</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Operator von</translation>
    </message>
    <message>
      <source>Remove the condition on</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Bedingung entfernen an</translation>
    </message>
    <message>
      <source>needs a value</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>braucht einen Wert</translation>
    </message>
    <message>
      <source>Not counted and not sent until it has a value</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Zählt nicht und wird nicht gesendet, bis ein Wert da ist</translation>
    </message>
    <message>
      <source>Change value</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>Wert ändern</translation>
    </message>
    <message>
      <source>in the segment</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>im Segment</translation>
    </message>
    <message>
      <source>not in the segment</source>
      <extracomment>segments/condition_rows.py</extracomment>
      <translation>nicht im Segment</translation>
    </message>
    <message>
      <source>Read by %1</source>
      <extracomment>segments/condition_rows.py, segments/query_card.py</extracomment>
      <translation>Gelesen von %1</translation>
    </message>
    <message>
      <source>“%1” is not in the data set any more</source>
      <extracomment>segments/condition_tree.py, syncs/mapping_lines.py</extracomment>
      <translation>„%1“ ist nicht mehr im Datenbestand</translation>
    </message>
    <message>
      <source>does not fit “%1”, which holds %2 values</source>
      <extracomment>segments/condition_tree.py</extracomment>
      <translation>passt nicht zu „%1“, das %2-Werte enthält</translation>
    </message>
    <message>
      <source>Conditions</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Bedingungen</translation>
    </message>
    <message>
      <source>Records match</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Datensätze erfüllen</translation>
    </message>
    <message>
      <source>Everyone is in this segment. Add a condition to narrow it down.</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Alle sind in diesem Segment. Fügen Sie eine Bedingung hinzu, um es einzugrenzen.</translation>
    </message>
    <message>
      <source>Move condition</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Bedingung verschieben</translation>
    </message>
    <message>
      <source>Move into a group</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>In eine Gruppe verschieben</translation>
    </message>
    <message>
      <source>Move out of the group</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Aus der Gruppe lösen</translation>
    </message>
    <message>
      <source>Condition copied as text</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Bedingung als Text kopiert</translation>
    </message>
    <message>
      <source>Conditions copied as text</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Bedingungen als Text kopiert</translation>
    </message>
    <message>
      <source>who match</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>für die gilt:</translation>
    </message>
    <message>
      <source>left after each line</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>übrig nach jeder Zeile</translation>
    </message>
    <message>
      <source>each line alone</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>jede Zeile für sich</translation>
    </message>
    <message>
      <source>Add group</source>
      <extracomment>segments/condition_view.py, segments/definition_layout.py</extracomment>
      <translation>Gruppe hinzufügen</translation>
    </message>
    <message>
      <source>Add SQL</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>SQL hinzufügen</translation>
    </message>
    <message>
      <source>Members of another segment…</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Mitglieder eines anderen Segments…</translation>
    </message>
    <message>
      <source>Change all or any</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Alle oder eine ändern</translation>
    </message>
    <message>
      <source>Did: %1</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Tat: %1</translation>
    </message>
    <message>
      <source>Has: %1</source>
      <extracomment>segments/condition_view.py</extracomment>
      <translation>Hat: %1</translation>
    </message>
    <message>
      <source>Unsaved</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Nicht gespeichert</translation>
    </message>
    <message>
      <source>Event</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Ereignis</translation>
    </message>
    <message>
      <source>SQL</source>
      <extracomment>segments/definition_layout.py, segments/sql_panel.py</extracomment>
      <translation>SQL</translation>
    </message>
    <message>
      <source>Limit the number of records</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Zahl der Datensätze begrenzen</translation>
    </message>
    <message>
      <source>Limit for each value of a field</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Grenze je Wert eines Feldes</translation>
    </message>
    <message>
      <source>Cohorts for an experiment</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Kohorten für ein Experiment</translation>
    </message>
    <message>
      <source>Members from an SQL query</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Mitglieder aus einer SQL-Abfrage</translation>
    </message>
    <message>
      <source>Enter, double-click or drag adds a condition.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Eingabe, Doppelklick oder Ziehen fügt eine Bedingung hinzu.</translation>
    </message>
    <message>
      <source>Add event</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Ereignis hinzufügen</translation>
    </message>
    <message>
      <source>Add SQL condition</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>SQL-Bedingung hinzufügen</translation>
    </message>
    <message>
      <source>Add something else</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Etwas anderes hinzufügen</translation>
    </message>
    <message>
      <source>Lines of their own, joined by all of or any of</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Eigene Zeilen, verknüpft durch alle davon oder eine davon</translation>
    </message>
    <message>
      <source>What somebody did or did not do, how often and when</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Was jemand tat oder nicht tat, wie oft und wann</translation>
    </message>
    <message>
      <source>A condition in the language of your source, checked while you type</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Eine Bedingung in der Sprache Ihrer Quelle, beim Tippen geprüft</translation>
    </message>
    <message>
      <source>Other segments, related records, limits and cohorts</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Andere Segmente, verbundene Datensätze, Grenzen und Kohorten</translation>
    </message>
    <message>
      <source>Go back to the saved definition</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Zurück zur gespeicherten Definition</translation>
    </message>
    <message>
      <source>Save the definition</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Die Definition speichern</translation>
    </message>
    <message>
      <source>records of the segments before it are not in this one.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Datensätze der Segmente davor sind nicht in diesem.</translation>
    </message>
    <message>
      <source>nothing is taken out.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>nichts wird herausgenommen.</translation>
    </message>
    <message>
      <source>Place %1 of %2 in the priority list %3</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>Rang %1 von %2 in der Rangliste %3</translation>
    </message>
    <message>
      <source>1 exclusion list applies: %1.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>1 Ausschlussliste gilt: %1.</translation>
    </message>
    <message>
      <source>%1 exclusion lists apply: %2.</source>
      <extracomment>segments/definition_layout.py</extracomment>
      <translation>%1 Ausschlusslisten gelten: %2.</translation>
    </message>
    <message>
      <source>Edits discarded</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Änderungen verworfen</translation>
    </message>
    <message>
      <source>Members from SQL</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Mitglieder aus SQL</translation>
    </message>
    <message>
      <source>Remove SQL</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>SQL entfernen</translation>
    </message>
    <message>
      <source>SQL copied</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>SQL kopiert</translation>
    </message>
    <message>
      <source>The saved definition has changed since these edits began. Saving replaces it, Discard shows it.</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Die gespeicherte Definition hat sich geändert, seit diese Bearbeitung begann. Speichern ersetzt sie, Verwerfen zeigt sie.</translation>
    </message>
    <message>
      <source>Counted in %1</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>Gezählt in %1</translation>
    </message>
    <message>
      <source>%1 of %2 match</source>
      <extracomment>segments/definition_tab.py</extracomment>
      <translation>%1 von %2 passen</translation>
    </message>
    <message>
      <source>PII</source>
      <extracomment>segments/field_list.py, syncs/mapping_lines.py</extracomment>
      <translation>PII</translation>
    </message>
    <message>
      <source>computed</source>
      <extracomment>segments/field_list.py</extracomment>
      <translation>berechnet</translation>
    </message>
    <message>
      <source>Choose a field</source>
      <extracomment>segments/field_list.py</extracomment>
      <translation>Feld wählen</translation>
    </message>
    <message>
      <source>as typed</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>wie eingegeben</translation>
    </message>
    <message>
      <source>Find, type or paste values</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Werte suchen, eingeben oder einfügen</translation>
    </message>
    <message>
      <source>Reading values…</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Werte werden gelesen…</translation>
    </message>
    <message>
      <source>No known value; type one.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Kein bekannter Wert; geben Sie einen ein.</translation>
    </message>
    <message>
      <source>, chosen</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>, gewählt</translation>
    </message>
    <message>
      <source>Read the values again</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Werte neu lesen</translation>
    </message>
    <message>
      <source>Type to find more.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Tippen, um mehr zu finden.</translation>
    </message>
    <message>
      <source>%1 pasted.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>%1 eingefügt.</translation>
    </message>
    <message>
      <source>values</source>
      <extracomment>segments/known_values.py, syncs/review_page.py</extracomment>
      <translation>Werte</translation>
    </message>
    <message>
      <source>Values of</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Werte von</translation>
    </message>
    <message>
      <source>Values as of %1.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Werte vom %1.</translation>
    </message>
    <message>
      <source>Any value can be typed.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>Jeder Wert kann eingegeben werden.</translation>
    </message>
    <message>
      <source>edit as a list</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>als Liste bearbeiten</translation>
    </message>
    <message>
      <source>choose from known values</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>aus bekannten Werten wählen</translation>
    </message>
    <message>
      <source>%1 do not fit the column.</source>
      <extracomment>segments/known_values.py</extracomment>
      <translation>%1 passen nicht zur Spalte.</translation>
    </message>
    <message>
      <source>counting</source>
      <extracomment>segments/left_cell.py</extracomment>
      <translation>zählt</translation>
    </message>
    <message>
      <source>%1 left, %2 of %3</source>
      <extracomment>segments/left_cell.py</extracomment>
      <translation>%1 übrig, %2 von %3</translation>
    </message>
    <message>
      <source>A record stays in its cohort while the shares stay. A sync can take one cohort.</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Ein Datensatz bleibt in seiner Kohorte, solange die Anteile bleiben. Ein Sync kann eine Kohorte nehmen.</translation>
    </message>
    <message>
      <source>Limit for each value</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Grenze je Wert</translation>
    </message>
    <message>
      <source>Limit</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Grenze</translation>
    </message>
    <message>
      <source>any order</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>beliebige Reihenfolge</translation>
    </message>
    <message>
      <source>Name of the cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Name der Kohorte</translation>
    </message>
    <message>
      <source>name</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Name</translation>
    </message>
    <message>
      <source>Share of the cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Anteil der Kohorte</translation>
    </message>
    <message>
      <source>control, held out</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Kontrolle, zurückbehalten</translation>
    </message>
    <message>
      <source>choose a field</source>
      <extracomment>segments/limit_rows.py, syncs/mapping_table.py</extracomment>
      <translation>Feld wählen</translation>
    </message>
    <message>
      <source>by</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>nach</translation>
    </message>
    <message>
      <source>Split into cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>In Kohorten teilen</translation>
    </message>
    <message>
      <source>Add a cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Kohorte hinzufügen</translation>
    </message>
    <message>
      <source>shares make 100 %</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Anteile ergeben 100 %</translation>
    </message>
    <message>
      <source>Add limit</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Grenze hinzufügen</translation>
    </message>
    <message>
      <source>Add limit per value</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Grenze je Wert hinzufügen</translation>
    </message>
    <message>
      <source>Add cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Kohorten hinzufügen</translation>
    </message>
    <message>
      <source>number of records</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Zahl der Datensätze</translation>
    </message>
    <message>
      <source>in the order of</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>in der Reihenfolge von</translation>
    </message>
    <message>
      <source>which first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>welche zuerst</translation>
    </message>
    <message>
      <source>highest first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>höchste zuerst</translation>
    </message>
    <message>
      <source>lowest first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>niedrigste zuerst</translation>
    </message>
    <message>
      <source>keep at most</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>höchstens behalten</translation>
    </message>
    <message>
      <source>keep the first</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>die ersten behalten</translation>
    </message>
    <message>
      <source>of each</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>je</translation>
    </message>
    <message>
      <source>Remove: Cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Entfernen: Kohorten</translation>
    </message>
    <message>
      <source>Cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Kohorte</translation>
    </message>
    <message>
      <source>Control</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Kontrolle</translation>
    </message>
    <message>
      <source>Name of cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Name der Kohorte</translation>
    </message>
    <message>
      <source>Share of</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Anteil von</translation>
    </message>
    <message>
      <source>Remove cohort</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Kohorte entfernen</translation>
    </message>
    <message>
      <source>Change limit per value</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Grenze je Wert ändern</translation>
    </message>
    <message>
      <source>Change limit</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Grenze ändern</translation>
    </message>
    <message>
      <source>Change cohorts</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Kohorten ändern</translation>
    </message>
    <message>
      <source>about %1</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>etwa %1</translation>
    </message>
    <message>
      <source>Treatment %1</source>
      <extracomment>segments/limit_rows.py</extracomment>
      <translation>Behandlung %1</translation>
    </message>
    <message>
      <source>All segments</source>
      <extracomment>segments/list_filter.py</extracomment>
      <translation>Alle Segmente</translation>
    </message>
    <message>
      <source>Group by folder</source>
      <extracomment>segments/list_filter.py</extracomment>
      <translation>Nach Ordnern gruppieren</translation>
    </message>
    <message>
      <source>In no folder</source>
      <extracomment>segments/list_filter.py, segments/segment_acts.py, segments/segment_line.py</extracomment>
      <translation>In keinem Ordner</translation>
    </message>
    <message>
      <source>Rename “%1”…</source>
      <extracomment>segments/list_filter.py</extracomment>
      <translation>„%1“ umbenennen…</translation>
    </message>
    <message>
      <source>Rows to read first</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Zuerst zu lesende Zeilen</translation>
    </message>
    <message>
      <source>Enter or a double click: everything about this record</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Eingabe oder Doppelklick: alles über diesen Datensatz</translation>
    </message>
    <message>
      <source>Cancel reading</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Lesen abbrechen</translation>
    </message>
    <message>
      <source>Read again</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Neu lesen</translation>
    </message>
    <message>
      <source>These are the members of the edited definition, which is not saved yet.</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Das sind die Mitglieder der bearbeiteten Definition, die noch nicht gespeichert ist.</translation>
    </message>
    <message>
      <source>No members</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Keine Mitglieder</translation>
    </message>
    <message>
      <source>row</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>rows</source>
      <extracomment>segments/members_tab.py</extracomment>
      <translation>Zeilen</translation>
    </message>
    <message>
      <source>all of</source>
      <extracomment>segments/pills.py</extracomment>
      <translation>alle davon</translation>
    </message>
    <message>
      <source>any of</source>
      <extracomment>segments/pills.py</extracomment>
      <translation>eine davon</translation>
    </message>
    <message>
      <source>SQL of the segment</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>SQL des Segments</translation>
    </message>
    <message>
      <source>SELECT the unique identifier of the members FROM …</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>SELECT die eindeutige Kennung der Mitglieder FROM …</translation>
    </message>
    <message>
      <source>Its first column is the unique identifier of the members. Conditions below narrow it further.</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>Ihre erste Spalte ist die eindeutige Kennung der Mitglieder. Die Bedingungen unten grenzen weiter ein.</translation>
    </message>
    <message>
      <source>Members come from this query</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>Mitglieder kommen aus dieser Abfrage</translation>
    </message>
    <message>
      <source>Remove the query</source>
      <extracomment>segments/query_card.py</extracomment>
      <translation>Abfrage entfernen</translation>
    </message>
    <message>
      <source>Make the folder “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Ordner „%1“ anlegen</translation>
    </message>
    <message>
      <source>Move to a folder</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>In einen Ordner verschieben</translation>
    </message>
    <message>
      <source>taken out of their folder</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>aus ihrem Ordner genommen</translation>
    </message>
    <message>
      <source>Tags</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Schlagwörter</translation>
    </message>
    <message>
      <source>no longer tagged “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>nicht mehr mit „%1“ verschlagwortet</translation>
    </message>
    <message>
      <source>tagged “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>mit „%1“ verschlagwortet</translation>
    </message>
    <message>
      <source>Another name for “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Anderer Name für „%1“</translation>
    </message>
    <message>
      <source>Rename it to “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>In „%1“ umbenennen</translation>
    </message>
    <message>
      <source>Make the tag “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Schlagwort „%1“ anlegen</translation>
    </message>
    <message>
      <source>%1 deleted</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>%1 gelöscht</translation>
    </message>
    <message>
      <source>Segment “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Segment „%1“</translation>
    </message>
    <message>
      <source>Tag</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Schlagwort</translation>
    </message>
    <message>
      <source>Duplicate the selected segments</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Ausgewählte Segmente duplizieren</translation>
    </message>
    <message>
      <source>Delete the selected segments</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>Ausgewählte Segmente löschen</translation>
    </message>
    <message>
      <source>moved to “%1”</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>nach „%1“ verschoben</translation>
    </message>
    <message>
      <source>%1 selected</source>
      <extracomment>segments/segment_acts.py</extracomment>
      <translation>%1 ausgewählt</translation>
    </message>
    <message>
      <source>size not known yet</source>
      <extracomment>segments/segment_line.py</extracomment>
      <translation>Größe noch nicht bekannt</translation>
    </message>
    <message>
      <source>tags</source>
      <extracomment>segments/segment_line.py</extracomment>
      <translation>Schlagwörter</translation>
    </message>
    <message>
      <source>Views of the segment</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Ansichten des Segments</translation>
    </message>
    <message>
      <source>Segment name</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Name des Segments</translation>
    </message>
    <message>
      <source>Description</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Beschreibung</translation>
    </message>
    <message>
      <source>Add a description</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Beschreibung hinzufügen</translation>
    </message>
    <message>
      <source>could not be counted</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>konnte nicht gezählt werden</translation>
    </message>
    <message>
      <source>Counted in %1 by %2</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Gezählt in %1 von %2</translation>
    </message>
    <message>
      <source>Size since %1: %2 to %3</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>Größe seit %1: %2 bis %3</translation>
    </message>
    <message>
      <source>Add %1</source>
      <extracomment>segments/segment_view.py</extracomment>
      <translation>%1 hinzufügen</translation>
    </message>
    <message>
      <source>by last sync</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>nach letztem Sync</translation>
    </message>
    <message>
      <source>Last sync</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Letzter Sync</translation>
    </message>
    <message>
      <source>by name</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>nach Name</translation>
    </message>
    <message>
      <source>by size</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>nach Größe</translation>
    </message>
    <message>
      <source>Size</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Größe</translation>
    </message>
    <message>
      <source>by health</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>nach Zustand</translation>
    </message>
    <message>
      <source>Health, worst first</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Zustand, schlechtester zuerst</translation>
    </message>
    <message>
      <source>Search segments</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Segmente suchen</translation>
    </message>
    <message>
      <source>No segments yet</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Noch keine Segmente</translation>
    </message>
    <message>
      <source>A segment is a living group of records of a data set. Make the first, then send it to any tool.</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Ein Segment ist eine lebende Gruppe von Datensätzen eines Datenbestands. Machen Sie das erste, und senden Sie es an jedes Werkzeug.</translation>
    </message>
    <message>
      <source>Sort segments</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Segmente sortieren</translation>
    </message>
    <message>
      <source>Folders and tags</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Ordner und Schlagwörter</translation>
    </message>
    <message>
      <source>Add a data set first…</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Zuerst einen Datenbestand hinzufügen…</translation>
    </message>
    <message>
      <source>Nothing found</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Nichts gefunden</translation>
    </message>
    <message>
      <source>No segment is like this. Esc in the search field shows all.</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Kein Segment ist so. Esc im Suchfeld zeigt alle.</translation>
    </message>
    <message>
      <source>Of %1</source>
      <extracomment>segments/segments_page.py</extracomment>
      <translation>Aus %1</translation>
    </message>
    <message>
      <source>SQL of this definition</source>
      <extracomment>segments/sql_panel.py</extracomment>
      <translation>SQL dieser Definition</translation>
    </message>
    <message>
      <source>Copy</source>
      <extracomment>segments/sql_panel.py, settings/diagnostics_card.py, support/health_page.py, support/log_page.py</extracomment>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Copy the SQL</source>
      <extracomment>segments/sql_panel.py</extracomment>
      <translation>SQL kopieren</translation>
    </message>
    <message>
      <source>Close the SQL panel</source>
      <extracomment>segments/sql_panel.py</extracomment>
      <translation>SQL-Bereich schließen</translation>
    </message>
    <message>
      <source>A whole number is needed here.</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Hier ist eine ganze Zahl nötig.</translation>
    </message>
    <message>
      <source>A number is needed here.</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Hier ist eine Zahl nötig.</translation>
    </message>
    <message>
      <source>Choose from the calendar</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Aus dem Kalender wählen</translation>
    </message>
    <message>
      <source>Write a date as 2026-05-31, or with a time 2026-05-31 08:00.</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Schreiben Sie ein Datum als 2026-05-31, oder mit Zeit als 2026-05-31 08:00.</translation>
    </message>
    <message>
      <source>Calendar</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>%1, from</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>%1, von</translation>
    </message>
    <message>
      <source>%1, to</source>
      <extracomment>segments/value_editors.py</extracomment>
      <translation>%1, bis</translation>
    </message>
    <message>
      <source>Name, folder and tags stay as they are; Undo brings the present version back</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Name, Ordner und Schlagwörter bleiben; Rückgängig holt die jetzige Fassung zurück</translation>
    </message>
    <message>
      <source>The edit</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Die Änderung</translation>
    </message>
    <message>
      <source>Restore the version before</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Vorherige Fassung wiederherstellen</translation>
    </message>
    <message>
      <source>Nothing that can be told in words</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Nichts, was sich in Worten sagen ließe</translation>
    </message>
    <message>
      <source>It is the same as now</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Sie ist dieselbe wie jetzt</translation>
    </message>
    <message>
      <source>What this edit changed</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Was diese Änderung bewirkte</translation>
    </message>
    <message>
      <source>The version before, compared with now</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>Die vorherige Fassung, verglichen mit jetzt</translation>
    </message>
    <message>
      <source>added</source>
      <extracomment>segments/version_panel.py, workspaces/import_page.py</extracomment>
      <translation>hinzugefügt</translation>
    </message>
    <message>
      <source>removed</source>
      <extracomment>segments/version_panel.py</extracomment>
      <translation>entfernt</translation>
    </message>
    <message>
      <source>changed</source>
      <extracomment>segments/version_panel.py, workspaces/import_page.py</extracomment>
      <translation>geändert</translation>
    </message>
    <message>
      <source>Verified</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Damaged</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Beschädigt</translation>
    </message>
    <message>
      <source>Backups</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Sicherungen</translation>
    </message>
    <message>
      <source>restore copy safety go back damaged verified folder</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>wiederherstellen kopieren sichern zurück beschädigt geprüft Ordner Backup</translation>
    </message>
    <message>
      <source>Made once a day while the program runs, then opened and checked; the newest seven are kept.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Einmal am Tag gemacht, während das Programm läuft, dann geöffnet und geprüft; die neuesten sieben bleiben.</translation>
    </message>
    <message>
      <source>They lie in the workspace folder, so they go if that is lost. A second folder keeps copies elsewhere.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Sie liegen im Ordner des Arbeitsbereichs und gehen mit ihm verloren. Ein zweiter Ordner bewahrt Kopien anderswo auf.</translation>
    </message>
    <message>
      <source>No second folder</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Kein zweiter Ordner</translation>
    </message>
    <message>
      <source>Restore…</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Wiederherstellen…</translation>
    </message>
    <message>
      <source>Backed up and checked</source>
      <extracomment>settings/backups_card.py, workspaces/workspaces.py</extracomment>
      <translation>Gesichert und geprüft</translation>
    </message>
    <message>
      <source>Folder for copies of every backup</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Ordner für Kopien jeder Sicherung</translation>
    </message>
    <message>
      <source>Restore from a backup</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Aus einer Sicherung wiederherstellen</translation>
    </message>
    <message>
      <source>The workspace as it is now is kept beside it. Destinations do not go back: they may hold newer data, and the next runs know what they hold. Schedules are off until you turn them on.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Der jetzige Arbeitsbereich wird daneben aufbewahrt. Ziele gehen nicht zurück: Sie können neuere Daten enthalten, und die nächsten Läufe wissen, was sie enthalten. Zeitpläne sind aus, bis Sie sie einschalten.</translation>
    </message>
    <message>
      <source>Restore</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Second folder…</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Zweiter Ordner…</translation>
    </message>
    <message>
      <source>Restore from a file…</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Aus einer Datei wiederherstellen…</translation>
    </message>
    <message>
      <source>Go back to the backup of %1?</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Zur Sicherung von %1 zurückgehen?</translation>
    </message>
    <message>
      <source>Copies are kept in %1 too.</source>
      <extracomment>settings/backups_card.py</extracomment>
      <translation>Kopien liegen auch in %1.</translation>
    </message>
    <message>
      <source>In order</source>
      <extracomment>settings/channels_card.py, support/health_page.py</extracomment>
      <translation>In Ordnung</translation>
    </message>
    <message>
      <source>Trouble</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Störung</translation>
    </message>
    <message>
      <source>Alerts</source>
      <extracomment>settings/channels_card.py, syncs/sync_setup.py</extracomment>
      <translation>Alarme</translation>
    </message>
    <message>
      <source>channels mail e-mail chat webhook notify notifications</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Kanäle Post E-Mail Chat Webhook melden Meldungen Benachrichtigungen</translation>
    </message>
    <message>
      <source>By these channels it is told when a sync fails or needs you. Each sync says of what it tells.</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Über diese Kanäle wird gemeldet, wenn ein Sync fehlschlägt oder Sie braucht. Jeder Sync legt fest, was er meldet.</translation>
    </message>
    <message>
      <source>Alert channels</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Alarmkanäle</translation>
    </message>
    <message>
      <source>Channel name</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Name des Kanals</translation>
    </message>
    <message>
      <source>Type of channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Art des Kanals</translation>
    </message>
    <message>
      <source>Add a channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Kanal hinzufügen</translation>
    </message>
    <message>
      <source>Save channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Kanal speichern</translation>
    </message>
    <message>
      <source>Channel “%1” removed</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Kanal „%1“ entfernt</translation>
    </message>
    <message>
      <source>Cancel the channel</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Kanal verwerfen</translation>
    </message>
    <message>
      <source>There is none: alerts are seen on Home alone.</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Es gibt keinen: Alarme sind nur auf der Startseite zu sehen.</translation>
    </message>
    <message>
      <source>Sending a test by “%1” …</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Eine Probe wird über „%1“ gesendet …</translation>
    </message>
    <message>
      <source>Channel “%1” saved</source>
      <extracomment>settings/channels_card.py</extracomment>
      <translation>Kanal „%1“ gespeichert</translation>
    </message>
    <message>
      <source>Credentials</source>
      <extracomment>settings/credentials_card.py</extracomment>
      <translation>Zugangsdaten</translation>
    </message>
    <message>
      <source>keyring passwords tokens secrets keys wallet</source>
      <extracomment>settings/credentials_card.py</extracomment>
      <translation>Schlüsselbund Passwörter Kennwörter Token Geheimnisse Schlüssel</translation>
    </message>
    <message>
      <source>Diagnostics</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>Diagnose</translation>
    </message>
    <message>
      <source>versions problem report support bug</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>Versionen Problem Bericht Hilfe Fehler</translation>
    </message>
    <message>
      <source>Diagnostics copied</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>Diagnose kopiert</translation>
    </message>
    <message>
      <source>Copy diagnostics</source>
      <extracomment>settings/diagnostics_card.py</extracomment>
      <translation>Diagnose kopieren</translation>
    </message>
    <message>
      <source>Keyboard</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Tastatur</translation>
    </message>
    <message>
      <source>shortcuts keys hotkeys key bindings</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Tastenkürzel Tasten Kurzbefehle Tastenbelegung</translation>
    </message>
    <message>
      <source>Find a command or its keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Befehl oder seine Tasten suchen</translation>
    </message>
    <message>
      <source>New keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Neue Tasten</translation>
    </message>
    <message>
      <source>Clear</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Leeren</translation>
    </message>
    <message>
      <source>Reset</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Reset all</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Alle zurücksetzen</translation>
    </message>
    <message>
      <source>%1 (yours)</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>%1 (eigene)</translation>
    </message>
    <message>
      <source>none (yours)</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>keine (eigene)</translation>
    </message>
    <message>
      <source>All shortcuts are as the program came with them</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Alle Tastenkürzel sind, wie das Programm sie mitbrachte</translation>
    </message>
    <message>
      <source>Command</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Befehl</translation>
    </message>
    <message>
      <source>Menu</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Menü</translation>
    </message>
    <message>
      <source>Keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Reset all shortcuts</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Alle Tastenkürzel zurücksetzen</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>Choose a command, press Enter, then press its new keys.</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Befehl wählen, Eingabe drücken, dann die neuen Tasten drücken.</translation>
    </message>
    <message>
      <source>No command is called so.</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Kein Befehl heißt so.</translation>
    </message>
    <message>
      <source>Use it here</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Hier verwenden</translation>
    </message>
    <message>
      <source>no keys</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>keine Tasten</translation>
    </message>
    <message>
      <source>Clear the keys of %1</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Tasten von %1 leeren</translation>
    </message>
    <message>
      <source>Reset the keys of %1</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>Tasten von %1 zurücksetzen</translation>
    </message>
    <message>
      <source>%1 belongs to “%2”.</source>
      <extracomment>settings/keyboard_card.py</extracomment>
      <translation>%1 gehört zu „%2“.</translation>
    </message>
    <message>
      <source>Language</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>translation German Spanish English numbers dates</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>Übersetzung Deutsch Spanisch Englisch Zahlen Daten</translation>
    </message>
    <message>
      <source>Numbers and dates follow it. Messages of the sources and destinations are in English.</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>Zahlen und Daten richten sich danach. Meldungen der Quellen und Ziele sind auf Englisch.</translation>
    </message>
    <message>
      <source>Spoken from the next start on.</source>
      <extracomment>settings/language_card.py</extracomment>
      <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Restart now</source>
      <extracomment>settings/language_card.py, settings/look_card.py</extracomment>
      <translation>Jetzt neu starten</translation>
    </message>
    <message>
      <source>As the system</source>
      <extracomment>settings/language_card.py, settings/look_card.py</extracomment>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Look</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>theme colours appearance night contrast font zoom large accessibility</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Design Farben Aussehen Nacht Kontrast Schrift Zoom groß Barrierefreiheit</translation>
    </message>
    <message>
      <source>Light</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Dark</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>High contrast, light</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Hoher Kontrast, hell</translation>
    </message>
    <message>
      <source>High contrast, dark</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Hoher Kontrast, dunkel</translation>
    </message>
    <message>
      <source>Text size</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Textgröße</translation>
    </message>
    <message>
      <source>Changes with the next start.</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Ändert sich beim nächsten Start.</translation>
    </message>
    <message>
      <source>Theme</source>
      <extracomment>settings/look_card.py</extracomment>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>Network and power</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Netz und Energie</translation>
    </message>
    <message>
      <source>offline metered battery saver mobile hotspot wait</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>offline getaktet Akku Batterie Energiesparen mobil Hotspot warten</translation>
    </message>
    <message>
      <source>On a metered network, scheduled runs wait</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>In einem getakteten Netz warten geplante Läufe</translation>
    </message>
    <message>
      <source>Below %1 % of battery, or while the computer saves power, scheduled runs wait</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Unter %1 % Akku oder beim Energiesparen warten geplante Läufe</translation>
    </message>
    <message>
      <source>Runs that you begin yourself always run. What stays on this computer needs no network and never waits.</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Von Hand begonnene Läufe laufen immer. Was auf diesem Computer bleibt, braucht kein Netz und wartet nie.</translation>
    </message>
    <message>
      <source>Now: %1; %2.</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Jetzt: %1; %2.</translation>
    </message>
    <message>
      <source>offline</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>offline</translation>
    </message>
    <message>
      <source>on the mains</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>am Stromnetz</translation>
    </message>
    <message>
      <source>online, metered</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>online, getaktet</translation>
    </message>
    <message>
      <source>online</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>online</translation>
    </message>
    <message>
      <source>on battery, %1 %</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>Akkubetrieb, %1 %</translation>
    </message>
    <message>
      <source>%1, saving power</source>
      <extracomment>settings/network_card.py</extracomment>
      <translation>%1, Energiesparen</translation>
    </message>
    <message>
      <source>Schedules</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>Zeitpläne</translation>
    </message>
    <message>
      <source>automatic due pause all hourly daily</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>automatisch fällig pausieren alle stündlich täglich</translation>
    </message>
    <message>
      <source>Run syncs by their schedule while this window is open</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>Syncs nach ihrem Zeitplan ausführen, solange dieses Fenster offen ist</translation>
    </message>
    <message>
      <source>Otherwise syncs of this workspace run only by hand, here or on the command line.</source>
      <extracomment>settings/schedules_card.py</extracomment>
      <translation>Sonst laufen Syncs dieses Arbeitsbereichs nur von Hand, hier oder auf der Befehlszeile.</translation>
    </message>
    <message>
      <source>Find a setting</source>
      <extracomment>settings/settings_page.py</extracomment>
      <translation>Einstellung suchen</translation>
    </message>
    <message>
      <source>No setting says “%1”.</source>
      <extracomment>settings/settings_page.py</extracomment>
      <translation>Keine Einstellung sagt „%1“.</translation>
    </message>
    <message>
      <source>In step</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Auf demselben Stand</translation>
    </message>
    <message>
      <source>The file changed</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Die Datei hat sich geändert</translation>
    </message>
    <message>
      <source>Changed here</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Hier geändert</translation>
    </message>
    <message>
      <source>Both changed</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Beide geändert</translation>
    </message>
    <message>
      <source>Cannot be read</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Nicht lesbar</translation>
    </message>
    <message>
      <source>Linked document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Verknüpftes Dokument</translation>
    </message>
    <message>
      <source>team share git yaml file export import conflict merge</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Team teilen Git YAML Datei exportieren importieren Konflikt zusammenführen</translation>
    </message>
    <message>
      <source>Keep sources, segments, destinations and syncs in a file that a team shares, as in a Git folder. Credentials are never in it. You review what changed there before it is taken in, and nothing is written over unseen.</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Halten Sie Quellen, Segmente, Ziele und Syncs in einer Datei, die ein Team teilt, etwa in einem Git-Ordner. Zugangsdaten stehen nie darin. Sie prüfen, was sich dort geändert hat, bevor es übernommen wird, und nichts wird ungesehen überschrieben.</translation>
    </message>
    <message>
      <source>Link a new file…</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Neue Datei verknüpfen…</translation>
    </message>
    <message>
      <source>Link a file that is there…</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Vorhandene Datei verknüpfen…</translation>
    </message>
    <message>
      <source>Write to the file</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>In die Datei schreiben</translation>
    </message>
    <message>
      <source>Unlink</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Verknüpfung lösen</translation>
    </message>
    <message>
      <source>Link a new document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Neues Dokument verknüpfen</translation>
    </message>
    <message>
      <source>Link a document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Dokument verknüpfen</translation>
    </message>
    <message>
      <source>Review the linked document</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Verknüpftes Dokument prüfen</translation>
    </message>
    <message>
      <source>No document is linked.</source>
      <extracomment>settings/sharing_card.py</extracomment>
      <translation>Kein Dokument ist verknüpft.</translation>
    </message>
    <message>
      <source>Tray</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Infobereich</translation>
    </message>
    <message>
      <source>icon background close notification area</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Symbol Hintergrund schließen Benachrichtigungen</translation>
    </message>
    <message>
      <source>Stay in the tray when the window is closed, and run what is due</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Beim Schließen im Infobereich bleiben und Fälliges ausführen</translation>
    </message>
    <message>
      <source>Off at first. The icon shows how runs stand; its menu opens the window, pauses schedules and quits.</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Anfangs aus. Das Symbol zeigt, wie die Läufe stehen; sein Menü öffnet das Fenster, hält Zeitpläne an und beendet.</translation>
    </message>
    <message>
      <source>This desktop has no tray, so closing the window ends the program.</source>
      <extracomment>settings/tray_card.py</extracomment>
      <translation>Dieser Desktop hat keinen Infobereich; das Schließen des Fensters beendet das Programm.</translation>
    </message>
    <message>
      <source>Updates</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Aktualisierungen</translation>
    </message>
    <message>
      <source>version new release upgrade</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Version neu Ausgabe Update</translation>
    </message>
    <message>
      <source>Ask once a day whether there is a newer version</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Einmal am Tag fragen, ob es eine neuere Version gibt</translation>
    </message>
    <message>
      <source>Where releases are announced. The project has none yet; your organisation may have one.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Wo Ausgaben angekündigt werden. Das Projekt hat noch keine solche Stelle; Ihre Organisation vielleicht.</translation>
    </message>
    <message>
      <source>Off at first. The request says nothing about you or this computer, and nothing is installed by itself.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Anfangs aus. Die Anfrage sagt nichts über Sie oder diesen Rechner, und nichts wird von selbst installiert.</translation>
    </message>
    <message>
      <source>Address</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Adresse</translation>
    </message>
    <message>
      <source>Check now</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Jetzt prüfen</translation>
    </message>
    <message>
      <source>What is new</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Was ist neu</translation>
    </message>
    <message>
      <source>Asking…</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Wird gefragt…</translation>
    </message>
    <message>
      <source>This is version %1.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Dies ist Version %1.</translation>
    </message>
    <message>
      <source>There is no address to ask.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Es gibt keine Adresse, die man fragen könnte.</translation>
    </message>
    <message>
      <source>This is the newest version.</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Das ist die neueste Version.</translation>
    </message>
    <message>
      <source>It is kept up to date by the system it came with (%1).</source>
      <extracomment>settings/updates_card.py</extracomment>
      <translation>Sie wird von dem System aktuell gehalten, mit dem sie kam (%1).</translation>
    </message>
    <message>
      <source>Version %1 is there.</source>
      <extracomment>settings/updates_card.py, support/updates.py</extracomment>
      <translation>Version %1 ist da.</translation>
    </message>
    <message>
      <source>folder file place move copy</source>
      <extracomment>settings/workspace_card.py</extracomment>
      <translation>Ordner Datei Ort verschieben kopieren</translation>
    </message>
    <message>
      <source>Everything but credentials is in this folder. Move or copy it as a whole.</source>
      <extracomment>settings/workspace_card.py</extracomment>
      <translation>Alles außer den Zugangsdaten liegt in diesem Ordner. Verschieben oder kopieren Sie ihn als Ganzes.</translation>
    </message>
    <message>
      <source>Open the folder</source>
      <extracomment>settings/workspace_card.py, support/log_page.py</extracomment>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Keep it for this session only</source>
      <extracomment>setup_card.py</extracomment>
      <translation>Nur für diese Sitzung behalten</translation>
    </message>
    <message>
      <source>Keep it</source>
      <extracomment>setup_card.py</extracomment>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Remove “%1”?</source>
      <extracomment>setup_card.py</extracomment>
      <translation>„%1“ entfernen?</translation>
    </message>
    <message>
      <source>An agent runs the schedules of this workspace: %1. This window leaves them to it.</source>
      <extracomment>status_line.py</extracomment>
      <translation>Ein Agent führt die Zeitpläne dieses Arbeitsbereichs aus: %1. Dieses Fenster überlässt sie ihm.</translation>
    </message>
    <message>
      <source>Status</source>
      <extracomment>status_line.py</extracomment>
      <translation>Status</translation>
    </message>
    <message>
      <source>Opening the workspace…</source>
      <extracomment>status_line.py</extracomment>
      <translation>Der Arbeitsbereich wird geöffnet…</translation>
    </message>
    <message>
      <source>Ready</source>
      <extracomment>status_line.py</extracomment>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Resume runs</source>
      <extracomment>status_line.py</extracomment>
      <translation>Läufe fortsetzen</translation>
    </message>
    <message>
      <source>Pause runs</source>
      <extracomment>status_line.py</extracomment>
      <translation>Läufe pausieren</translation>
    </message>
    <message>
      <source>Cancel runs</source>
      <extracomment>status_line.py</extracomment>
      <translation>Läufe abbrechen</translation>
    </message>
    <message>
      <source>Schedules off</source>
      <extracomment>status_line.py</extracomment>
      <translation>Zeitpläne aus</translation>
    </message>
    <message>
      <source>Syncs run only by hand. Turn schedules on in Settings.</source>
      <extracomment>status_line.py</extracomment>
      <translation>Syncs laufen nur von Hand. Schalten Sie Zeitpläne in den Einstellungen ein.</translation>
    </message>
    <message>
      <source>%1 paused</source>
      <extracomment>status_line.py, syncs/quick_sync_menu.py</extracomment>
      <translation>%1 pausiert</translation>
    </message>
    <message>
      <source>A run is due</source>
      <extracomment>status_line.py</extracomment>
      <translation>Ein Lauf ist fällig</translation>
    </message>
    <message>
      <source>%1 running · %2 queued</source>
      <extracomment>status_line.py</extracomment>
      <translation>%1 laufen · %2 warten</translation>
    </message>
    <message>
      <source>An agent works here</source>
      <extracomment>status_line.py</extracomment>
      <translation>Hier arbeitet ein Agent</translation>
    </message>
    <message>
      <source>Next run %1</source>
      <extracomment>status_line.py</extracomment>
      <translation>Nächster Lauf %1</translation>
    </message>
    <message>
      <source>This is a defect of the program. What you saved is safe, and runs go on. The report below holds no data of yours; it helps whoever mends it.</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Das ist ein Fehler des Programms. Was Sie gespeichert haben, ist sicher, und Läufe gehen weiter. Der Bericht unten enthält keine Daten von Ihnen; er hilft dem, der den Fehler behebt.</translation>
    </message>
    <message>
      <source>The program ended by itself the last time</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Das Programm wurde beim letzten Mal unerwartet beendet</translation>
    </message>
    <message>
      <source>Report</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>A crash ended it. What you had saved is safe, drafts are as you left them, and a run that was under way is told among the runs. The report below holds no data of yours; it helps whoever mends this.</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Ein Absturz hat es beendet. Was Sie gespeichert hatten, ist sicher, Entwürfe sind, wie Sie sie verlassen haben, und ein Lauf, der unterwegs war, steht unter den Läufen. Der Bericht unten enthält keine Daten von Ihnen; er hilft dem, der den Fehler behebt.</translation>
    </message>
    <message>
      <source>Copy report</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <source>Go on</source>
      <extracomment>support/crash_dialog.py</extracomment>
      <translation>Weitermachen</translation>
    </message>
    <message>
      <source>Open the log</source>
      <extracomment>support/crash_dialog.py, support/health_page.py</extracomment>
      <translation>Protokoll öffnen</translation>
    </message>
    <message>
      <source>Note</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>Look at this</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Ansehen</translation>
    </message>
    <message>
      <source>Wrong</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Falsch</translation>
    </message>
    <message>
      <source>Everything is in order.</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Alles ist in Ordnung.</translation>
    </message>
    <message>
      <source>Check again</source>
      <extracomment>support/health_page.py, welcome/send_step.py</extracomment>
      <translation>Erneut prüfen</translation>
    </message>
    <message>
      <source>Check network and clock</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Netz und Uhr prüfen</translation>
    </message>
    <message>
      <source>Something is wrong: begin with what is marked so. Nothing was changed by this check.</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Etwas stimmt nicht: Beginnen Sie mit dem, was so gekennzeichnet ist. Diese Prüfung hat nichts geändert.</translation>
    </message>
    <message>
      <source>Findings copied</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Befunde kopiert</translation>
    </message>
    <message>
      <source>Copy the findings</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Befunde kopieren</translation>
    </message>
    <message>
      <source>Checking…</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Wird geprüft…</translation>
    </message>
    <message>
      <source>The program works. Some things are worth a look: %1.</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Das Programm funktioniert. Einiges ist einen Blick wert: %1.</translation>
    </message>
    <message>
      <source>Asks %1 for the time, and tells it nothing</source>
      <extracomment>support/health_page.py</extracomment>
      <translation>Fragt %1 nach der Uhrzeit und teilt nichts mit</translation>
    </message>
    <message>
      <source>Detail</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Einzelheit</translation>
    </message>
    <message>
      <source>Information</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Information</translation>
    </message>
    <message>
      <source>Warning</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Warnung</translation>
    </message>
    <message>
      <source>Error</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Defect</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Defekt</translation>
    </message>
    <message>
      <source>Follow</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Mitlesen</translation>
    </message>
    <message>
      <source>What the program does is written here: runs, warnings and defects, without personal data.</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Was das Programm tut, steht hier: Läufe, Warnungen und Fehler, ohne personenbezogene Daten.</translation>
    </message>
    <message>
      <source>Search for something else, or choose another level or run.</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Suchen Sie nach etwas anderem, oder wählen Sie eine andere Stufe oder einen anderen Lauf.</translation>
    </message>
    <message>
      <source>Level</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Stufe</translation>
    </message>
    <message>
      <source>Part of the program</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Teil des Programms</translation>
    </message>
    <message>
      <source>Search the log</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Protokoll durchsuchen</translation>
    </message>
    <message>
      <source>Least level</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Mindeststufe</translation>
    </message>
    <message>
      <source>Run</source>
      <extracomment>support/log_page.py, syncs/mapping_rules.py</extracomment>
      <translation>Lauf</translation>
    </message>
    <message>
      <source>Show new lines as they are written</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Neue Zeilen zeigen, sobald sie geschrieben werden</translation>
    </message>
    <message>
      <source>The whole line</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Die ganze Zeile</translation>
    </message>
    <message>
      <source>%1, older ones come as you scroll</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>%1, ältere folgen beim Scrollen</translation>
    </message>
    <message>
      <source>Lines of the log</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Zeilen des Protokolls</translation>
    </message>
    <message>
      <source>Every level</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Jede Stufe</translation>
    </message>
    <message>
      <source>Warnings and worse</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Warnungen und schlimmer</translation>
    </message>
    <message>
      <source>Errors</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Fehler</translation>
    </message>
    <message>
      <source>Copy the chosen lines</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Gewählte Zeilen kopieren</translation>
    </message>
    <message>
      <source>The log is empty</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Das Protokoll ist leer</translation>
    </message>
    <message>
      <source>No line is like that</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Keine Zeile ist so</translation>
    </message>
    <message>
      <source>Every run</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Jeder Lauf</translation>
    </message>
    <message>
      <source>%1 copied</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>%1 kopiert</translation>
    </message>
    <message>
      <source>Run %1</source>
      <extracomment>support/log_page.py</extracomment>
      <translation>Lauf %1</translation>
    </message>
    <message>
      <source>Look…</source>
      <extracomment>support/updates.py</extracomment>
      <translation>Ansehen…</translation>
    </message>
    <message>
      <source>failed runs</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>fehlgeschlagene Läufe</translation>
    </message>
    <message>
      <source>failed records</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>fehlgeschlagene Datensätze</translation>
    </message>
    <message>
      <source>full syncs</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>vollständige Syncs</translation>
    </message>
    <message>
      <source>long runs</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>lange Läufe</translation>
    </message>
    <message>
      <source>unusual counts</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>ungewöhnliche Zahlen</translation>
    </message>
    <message>
      <source>Rejected or invalid records are more than</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Abgelehnte oder ungültige Datensätze sind mehr als</translation>
    </message>
    <message>
      <source>The run takes longer than</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Der Lauf dauert länger als</translation>
    </message>
    <message>
      <source>minutes</source>
      <extracomment>syncs/alerts_step.py, syncs/safety_step.py, syncs/schedule_step.py</extracomment>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>The number of records is off by more than</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Die Zahl der Datensätze weicht ab um mehr als</translation>
    </message>
    <message>
      <source>% of the last 5 runs' mean</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>% vom Mittel der letzten 5 Läufe</translation>
    </message>
    <message>
      <source>nothing is told</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>nichts wird gemeldet</translation>
    </message>
    <message>
      <source>What is told of the runs, once until it is in order again unless you say otherwise.</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Was von den Läufen gemeldet wird: einmal, bis es wieder in Ordnung ist, wenn Sie nichts anderes sagen.</translation>
    </message>
    <message>
      <source>Tell the recovery</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Erholung melden</translation>
    </message>
    <message>
      <source>Told by</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Gemeldet über</translation>
    </message>
    <message>
      <source>Tell when it is in order again</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Melden, wenn es wieder in Ordnung ist</translation>
    </message>
    <message>
      <source>Channels are set up in Settings.</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Kanäle werden in den Einstellungen eingerichtet.</translation>
    </message>
    <message>
      <source>Threshold: %1</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Schwelle: %1</translation>
    </message>
    <message>
      <source>% of records</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>% der Datensätze</translation>
    </message>
    <message>
      <source>Unit: %1</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Einheit: %1</translation>
    </message>
    <message>
      <source>How often: %1</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Wie oft: %1</translation>
    </message>
    <message>
      <source>once</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>einmal</translation>
    </message>
    <message>
      <source>every time</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>jedes Mal</translation>
    </message>
    <message>
      <source>All channels</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Alle Kanäle</translation>
    </message>
    <message>
      <source>Set elsewhere: %1.</source>
      <extracomment>syncs/alerts_step.py</extracomment>
      <translation>Anderswo festgelegt: %1.</translation>
    </message>
    <message>
      <source>Take the new name</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Den neuen Namen übernehmen</translation>
    </message>
    <message>
      <source>member</source>
      <extracomment>syncs/audience_notice.py, syncs/audience_row.py</extracomment>
      <translation>Mitglied</translation>
    </message>
    <message>
      <source>members</source>
      <extracomment>syncs/audience_notice.py, syncs/audience_row.py</extracomment>
      <translation>Mitglieder</translation>
    </message>
    <message>
      <source>member is</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Mitglied wird</translation>
    </message>
    <message>
      <source>members are</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Mitglieder werden</translation>
    </message>
    <message>
      <source>Asking about the audience …</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Die Zielgruppe wird abgefragt …</translation>
    </message>
    <message>
      <source>The audience is as it should be.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Die Zielgruppe ist, wie sie sein soll.</translation>
    </message>
    <message>
      <source>member of this sync is gone</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Mitglied dieses Syncs ist nicht mehr da</translation>
    </message>
    <message>
      <source>members of this sync are gone</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Mitglieder dieses Syncs sind nicht mehr da</translation>
    </message>
    <message>
      <source>Send them again</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Erneut senden</translation>
    </message>
    <message>
      <source>%1 of this sync</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>%1 von diesem Sync</translation>
    </message>
    <message>
      <source>%1 sent again by the next run.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>%1 vom nächsten Lauf erneut gesendet.</translation>
    </message>
    <message>
      <source>The audience is called “%1” here too.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>Die Zielgruppe heißt jetzt auch hier „%1“.</translation>
    </message>
    <message>
      <source>%1 added by others</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>%1 von anderen hinzugefügt</translation>
    </message>
    <message>
      <source>“%1” has %2 there.</source>
      <extracomment>syncs/audience_notice.py</extracomment>
      <translation>„%1“ hat dort %2.</translation>
    </message>
    <message>
      <source>Named by %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Benannt nach %1</translation>
    </message>
    <message>
      <source>Each record goes to the %1 that its “%2” names; each is found or made under that name.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Jeder Datensatz geht dorthin (%1), wohin sein „%2“ weist; unter diesem Namen wird gesucht oder angelegt.</translation>
    </message>
    <message>
      <source>An existing %1 with %2. Who is in it stays; only records of this sync ever leave.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Bereits vorhanden (%1), mit %2. Wer darin ist, bleibt; nur Datensätze dieses Syncs verlassen sie je.</translation>
    </message>
    <message>
      <source>Audience name</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Name der Zielgruppe</translation>
    </message>
    <message>
      <source>Make a new one instead</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Stattdessen eine neue anlegen</translation>
    </message>
    <message>
      <source>Audiences named by</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Zielgruppen benannt nach</translation>
    </message>
    <message>
      <source>Asking for what there is …</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Vorhandenes wird abgefragt …</translation>
    </message>
    <message>
      <source>Look for “%1” among all that there are</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>„%1“ unter allem suchen, was es gibt</translation>
    </message>
    <message>
      <source>Audiences</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Zielgruppen</translation>
    </message>
    <message>
      <source>Choose an existing audience</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Vorhandene Zielgruppe wählen</translation>
    </message>
    <message>
      <source>Make a new audience instead</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Stattdessen eine neue Zielgruppe anlegen</translation>
    </message>
    <message>
      <source>Choose an existing %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Vorhanden wählen: %1</translation>
    </message>
    <message>
      <source>The %1 is found or made under this name.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Unter diesem Namen wird gesucht oder angelegt: %1.</translation>
    </message>
    <message>
      <source>An existing %1.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Bereits vorhanden: %1.</translation>
    </message>
    <message>
      <source>filled by %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>gefüllt von %1</translation>
    </message>
    <message>
      <source>There is no %1 of that name.</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Unter diesem Namen gibt es nichts (%1).</translation>
    </message>
    <message>
      <source>One %1</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>Einmal %1</translation>
    </message>
    <message>
      <source>“%1” cannot be filled: %2</source>
      <extracomment>syncs/audience_row.py</extracomment>
      <translation>„%1“ kann nicht gefüllt werden: %2</translation>
    </message>
    <message>
      <source>It changes what people agreed to. Who did not agree must not be written to: confirm only what is right.</source>
      <extracomment>syncs/consent_lines.py</extracomment>
      <translation>Das ändert, worin Menschen eingewilligt haben. Wer nicht eingewilligt hat, darf nicht angeschrieben werden: Bestätigen Sie nur, was stimmt.</translation>
    </message>
    <message>
      <source>I confirm: %1</source>
      <extracomment>syncs/consent_lines.py</extracomment>
      <translation>Ich bestätige: %1</translation>
    </message>
    <message>
      <source>Keep editing</source>
      <extracomment>syncs/consequences_panel.py</extracomment>
      <translation>Weiter bearbeiten</translation>
    </message>
    <message>
      <source>Save and accept this</source>
      <extracomment>syncs/consequences_panel.py</extracomment>
      <translation>Speichern und in Kauf nehmen</translation>
    </message>
    <message>
      <source>Saving this has consequences</source>
      <extracomment>syncs/consequences_panel.py</extracomment>
      <translation>Das Speichern hat Folgen</translation>
    </message>
    <message>
      <source>Save draft</source>
      <extracomment>syncs/editor_frame.py</extracomment>
      <translation>Entwurf speichern</translation>
    </message>
    <message>
      <source>Create and run</source>
      <extracomment>syncs/editor_frame.py, syncs/sync_editor.py</extracomment>
      <translation>Anlegen und ausführen</translation>
    </message>
    <message>
      <source>Create sync</source>
      <extracomment>syncs/editor_frame.py, syncs/sync_editor.py</extracomment>
      <translation>Sync anlegen</translation>
    </message>
    <message>
      <source>Change options</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Optionen ändern</translation>
    </message>
    <message>
      <source>Change source</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Quelle ändern</translation>
    </message>
    <message>
      <source>Change destination</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Ziel ändern</translation>
    </message>
    <message>
      <source>Change object</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Objekt ändern</translation>
    </message>
    <message>
      <source>Change operation</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Verfahren ändern</translation>
    </message>
    <message>
      <source>Change sync key</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Sync-Schlüssel ändern</translation>
    </message>
    <message>
      <source>Change fields</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Felder ändern</translation>
    </message>
    <message>
      <source>Change schedule</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Zeitplan ändern</translation>
    </message>
    <message>
      <source>Change alerts</source>
      <extracomment>syncs/editor_steps.py</extracomment>
      <translation>Alarme ändern</translation>
    </message>
    <message>
      <source>History of a sync</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Verlauf eines Syncs</translation>
    </message>
    <message>
      <source>Each edit of the sync appears here with what it changed, newest first.</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Jede Änderung des Syncs erscheint hier mit dem, was sie bewirkte, die neueste zuerst.</translation>
    </message>
    <message>
      <source>Restoring this has consequences</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Das Wiederherstellen hat Folgen</translation>
    </message>
    <message>
      <source>Leave it</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Lassen</translation>
    </message>
    <message>
      <source>Restore and accept this</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Wiederherstellen und in Kauf nehmen</translation>
    </message>
    <message>
      <source>Name and status stay as they are; what it causes is said first; Undo brings the present version back</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Name und Zustand bleiben; die Folgen werden zuerst genannt; Rückgängig holt die jetzige Fassung zurück</translation>
    </message>
    <message>
      <source>Changes of the sync</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Änderungen des Syncs</translation>
    </message>
    <message>
      <source>History</source>
      <extracomment>syncs/history_page.py</extracomment>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Choose the field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Feld wählen</translation>
    </message>
    <message>
      <source>The destination fills this field itself</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Das Ziel füllt dieses Feld selbst</translation>
    </message>
    <message>
      <source>Write the template</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Vorlage schreiben</translation>
    </message>
    <message>
      <source>The segment is gone, or is one of another data set</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Das Segment gibt es nicht mehr, oder es gehört zu einem anderen Datenbestand</translation>
    </message>
    <message>
      <source>Required: choose its value</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Erforderlich: Wert wählen</translation>
    </message>
    <message>
      <source>Source column</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Spalte der Quelle</translation>
    </message>
    <message>
      <source>No column is called so. Relations from many to one lead here; data sets declare them.</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Keine Spalte heißt so. Beziehungen von vielen zu einem führen hierher; Datenbestände erklären sie.</translation>
    </message>
    <message>
      <source>The sync key fills this field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Der Sync-Schlüssel füllt dieses Feld</translation>
    </message>
    <message>
      <source>Mapped more than once</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Mehr als einmal zugeordnet</translation>
    </message>
    <message>
      <source>%1 has no such field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>%1 hat kein solches Feld</translation>
    </message>
    <message>
      <source>“%1” cannot be reached any more</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>„%1“ ist nicht mehr erreichbar</translation>
    </message>
    <message>
      <source>Use “%1” as a new field</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>„%1“ als neues Feld verwenden</translation>
    </message>
    <message>
      <source>Related column</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Verbundene Spalte</translation>
    </message>
    <message>
      <source>Fact of the run</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Angabe des Laufs</translation>
    </message>
    <message>
      <source>Types differ (%1); values may be refused</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>Typen weichen ab (%1); Werte können abgelehnt werden</translation>
    </message>
    <message>
      <source>true for its members, false for the others</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>wahr für seine Mitglieder, falsch für die anderen</translation>
    </message>
    <message>
      <source>required</source>
      <extracomment>syncs/mapping_lines.py</extracomment>
      <translation>erforderlich</translation>
    </message>
    <message>
      <source>As it is</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Wie er ist</translation>
    </message>
    <message>
      <source>Hashed by the destination's rule: %1. Values are made uniform and hashed before they leave this computer.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Nach der Regel des Ziels gehasht: %1. Werte werden vereinheitlicht und gehasht, bevor sie diesen Rechner verlassen.</translation>
    </message>
    <message>
      <source>Type of the constant</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Typ der Konstante</translation>
    </message>
    <message>
      <source>Constant value</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Konstanter Wert</translation>
    </message>
    <message>
      <source>Constant value: true or false</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Konstanter Wert: wahr oder falsch</translation>
    </message>
    <message>
      <source>Empties the field of every record.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Leert das Feld jedes Datensatzes.</translation>
    </message>
    <message>
      <source>Sent as it stands, also when it looks like a number.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Wird so gesendet, wie es dasteht, auch wenn es wie eine Zahl aussieht.</translation>
    </message>
    <message>
      <source>Make uniform</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Vereinheitlichen</translation>
    </message>
    <message>
      <source>Country of phone numbers</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Land der Telefonnummern</translation>
    </message>
    <message>
      <source>Hash</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Hash</translation>
    </message>
    <message>
      <source>The column holds digests already</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Die Spalte enthält bereits Prüfwerte</translation>
    </message>
    <message>
      <source>Send as</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Senden als</translation>
    </message>
    <message>
      <source>Leave the field out when empty</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Feld auslassen, wenn leer</translation>
    </message>
    <message>
      <source>Only if empty there</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Nur wenn dort leer</translation>
    </message>
    <message>
      <source>What somebody filled in there is never overwritten.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Was jemand dort eingetragen hat, wird nie überschrieben.</translation>
    </message>
    <message>
      <source>As the destination wants it (%1)</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Wie das Ziel es will (%1)</translation>
    </message>
    <message>
      <source>Not hashed</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Nicht gehasht</translation>
    </message>
    <message>
      <source>Holds digests already</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Enthält bereits Prüfwerte</translation>
    </message>
    <message>
      <source>That is no number.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
      <source>Else an empty value empties the field there.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Sonst leert ein leerer Wert das Feld dort.</translation>
    </message>
    <message>
      <source>Two letters, as in DE or US.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Zwei Buchstaben, wie DE oder US.</translation>
    </message>
    <message>
      <source>Numbers written without + are invalid until a country is named.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Nummern ohne + sind ungültig, bis ein Land genannt ist.</translation>
    </message>
    <message>
      <source>Constant for %1</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Konstante für %1</translation>
    </message>
    <message>
      <source>Text</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Text</translation>
    </message>
    <message>
      <source>True or false</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Wahr oder falsch</translation>
    </message>
    <message>
      <source>Options of %1</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Optionen für %1</translation>
    </message>
    <message>
      <source>As the field wants it (%1)</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Wie das Feld es will (%1)</translation>
    </message>
    <message>
      <source>Numbers written without + are read as numbers of %1.</source>
      <extracomment>syncs/mapping_popovers.py</extracomment>
      <translation>Nummern ohne + werden als Nummern von %1 gelesen.</translation>
    </message>
    <message>
      <source>Time of the run</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Zeit des Laufs</translation>
    </message>
    <message>
      <source>Id of the run</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Kennung des Laufs</translation>
    </message>
    <message>
      <source>Name of the sync</source>
      <extracomment>syncs/mapping_rules.py, syncs/sync_review.py</extracomment>
      <translation>Name des Syncs</translation>
    </message>
    <message>
      <source>as they are</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>wie sie sind</translation>
    </message>
    <message>
      <source>lower case</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>kleingeschrieben</translation>
    </message>
    <message>
      <source>UPPER CASE</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>GROSSGESCHRIEBEN</translation>
    </message>
    <message>
      <source>Start Case</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Wortanfänge Groß</translation>
    </message>
    <message>
      <source>The value of a column of the source</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Der Wert einer Spalte der Quelle</translation>
    </message>
    <message>
      <source>Constant</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Konstante</translation>
    </message>
    <message>
      <source>The same value for every record</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Derselbe Wert für jeden Datensatz</translation>
    </message>
    <message>
      <source>Template</source>
      <extracomment>syncs/mapping_rules.py, syncs/quick_sync_menu.py, syncs/template_panel.py</extracomment>
      <translation>Vorlage</translation>
    </message>
    <message>
      <source>Text put together with Liquid from the record's columns</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Text, mit Liquid aus den Spalten des Datensatzes zusammengesetzt</translation>
    </message>
    <message>
      <source>A fact of the run: its id, its time, the sync's name</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Eine Angabe des Laufs: Kennung, Zeit, Name des Syncs</translation>
    </message>
    <message>
      <source>True for members of a segment, false for the others</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Wahr für Mitglieder eines Segments, falsch für die anderen</translation>
    </message>
    <message>
      <source>Related</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Verbunden</translation>
    </message>
    <message>
      <source>A column of a data set that each record has one row of</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>Eine Spalte eines Datenbestands, von dem jeder Datensatz eine Zeile hat</translation>
    </message>
    <message>
      <source>left out when empty</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>ausgelassen, wenn leer</translation>
    </message>
    <message>
      <source>only if empty there</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>nur wenn dort leer</translation>
    </message>
    <message>
      <source>in “%1”</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>in „%1“</translation>
    </message>
    <message>
      <source>already hashed</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>bereits gehasht</translation>
    </message>
    <message>
      <source>hashed by the destination</source>
      <extracomment>syncs/mapping_rules.py</extracomment>
      <translation>vom Ziel gehasht</translation>
    </message>
    <message>
      <source>Field mappings</source>
      <extracomment>syncs/mapping_step.py, syncs/sync_setup.py</extracomment>
      <translation>Feldzuordnungen</translation>
    </message>
    <message>
      <source>Only the sync key is sent. Add the fields that the destination shall have.</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Nur der Sync-Schlüssel wird gesendet. Fügen Sie die Felder hinzu, die das Ziel haben soll.</translation>
    </message>
    <message>
      <source>A sync that deletes sends the sync key alone; mappings are not used.</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Ein Sync, der löscht, sendet nur den Sync-Schlüssel; Zuordnungen werden nicht verwendet.</translation>
    </message>
    <message>
      <source>Match by name</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Nach Namen zuordnen</translation>
    </message>
    <message>
      <source>Map every column that has a field of its name, besides those mapped now</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Jede Spalte zuordnen, die ein Feld ihres Namens hat, neben den schon zugeordneten</translation>
    </message>
    <message>
      <source>Add a mapping. Fields can also be pasted, one per line: field, or field and column</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Zuordnung hinzufügen. Felder lassen sich auch einfügen, je Zeile eines: Feld, oder Feld und Spalte</translation>
    </message>
    <message>
      <source>Remove all</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Alle entfernen</translation>
    </message>
    <message>
      <source>Enter edits · Alt ↑ ↓ moves · Ctrl D doubles · Del removes</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Eingabe bearbeitet · Alt ↑ ↓ verschiebt · Strg D verdoppelt · Entf entfernt</translation>
    </message>
    <message>
      <source>Field there</source>
      <extracomment>syncs/mapping_step.py, syncs/mapping_table.py, syncs/sync_steps.py</extracomment>
      <translation>Feld dort</translation>
    </message>
    <message>
      <source>Where the value comes from</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Woher der Wert kommt</translation>
    </message>
    <message>
      <source>Field to add</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Hinzuzufügendes Feld</translation>
    </message>
    <message>
      <source>field</source>
      <extracomment>syncs/mapping_step.py, syncs/quick_sync_menu.py, syncs/sync_card.py, syncs/sync_review.py, syncs/sync_steps.py</extracomment>
      <translation>Feld</translation>
    </message>
    <message>
      <source>fields</source>
      <extracomment>syncs/mapping_step.py, syncs/quick_sync_menu.py, syncs/sync_card.py, syncs/sync_review.py</extracomment>
      <translation>Felder</translation>
    </message>
    <message>
      <source>Add a mapping</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Zuordnung hinzufügen</translation>
    </message>
    <message>
      <source>Remove all mappings</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Alle Zuordnungen entfernen</translation>
    </message>
    <message>
      <source>Every field of the object is mapped.</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Jedes Feld des Objekts ist zugeordnet.</translation>
    </message>
    <message>
      <source>mapping</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Zuordnung</translation>
    </message>
    <message>
      <source>mappings</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Zuordnungen</translation>
    </message>
    <message>
      <source>Nothing to paste: no new field in the clipboard</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Nichts einzufügen: kein neues Feld in der Zwischenablage</translation>
    </message>
    <message>
      <source>Required and not mapped yet:</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Erforderlich und noch nicht zugeordnet:</translation>
    </message>
    <message>
      <source>Add this field</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Dieses Feld hinzufügen</translation>
    </message>
    <message>
      <source>%1 removed</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>%1 entfernt</translation>
    </message>
    <message>
      <source>%1 pasted</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>%1 eingefügt</translation>
    </message>
    <message>
      <source>Types differ, values may be refused: %1</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Typen weichen ab, Werte können abgelehnt werden: %1</translation>
    </message>
    <message>
      <source>Map the required field %1</source>
      <extracomment>syncs/mapping_step.py</extracomment>
      <translation>Erforderliches Feld %1 zuordnen</translation>
    </message>
    <message>
      <source>Options</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>Optionen</translation>
    </message>
    <message>
      <source>no field yet</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>noch kein Feld</translation>
    </message>
    <message>
      <source>options</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>Optionen</translation>
    </message>
    <message>
      <source>Remove the mapping</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>Zuordnung entfernen</translation>
    </message>
    <message>
      <source>Options of this field</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>Optionen dieses Feldes</translation>
    </message>
    <message>
      <source>no options</source>
      <extracomment>syncs/mapping_table.py</extracomment>
      <translation>keine Optionen</translation>
    </message>
    <message>
      <source>Choose an object first.</source>
      <extracomment>syncs/operation_step.py</extracomment>
      <translation>Wählen Sie zuerst ein Objekt.</translation>
    </message>
    <message>
      <source>When a record leaves the source</source>
      <extracomment>syncs/operation_step.py</extracomment>
      <translation>Wenn ein Datensatz die Quelle verlässt</translation>
    </message>
    <message>
      <source>Space: leave out · Enter: everything about this record</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Leertaste: auslassen · Eingabe: alles über diesen Datensatz</translation>
    </message>
    <message>
      <source>Send anyway</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Trotzdem senden</translation>
    </message>
    <message>
      <source>the destination</source>
      <extracomment>syncs/plan_panel.py, syncs/sync_setup.py</extracomment>
      <translation>das Ziel</translation>
    </message>
    <message>
      <source>Find a record or value</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Datensatz oder Wert suchen</translation>
    </message>
    <message>
      <source>Changed in which field</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Geändert in welchem Feld</translation>
    </message>
    <message>
      <source>Of which audience</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Welcher Zielgruppe</translation>
    </message>
    <message>
      <source>of this run</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>dieses Laufs</translation>
    </message>
    <message>
      <source>not there yet</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>dort noch nicht vorhanden</translation>
    </message>
    <message>
      <source>values differ</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Werte weichen ab</translation>
    </message>
    <message>
      <source>not sent, kept</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>nicht gesendet, aufbewahrt</translation>
    </message>
    <message>
      <source>rejected before</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>früher abgelehnt</translation>
    </message>
    <message>
      <source>by hand, wait</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>von Hand, warten</translation>
    </message>
    <message>
      <source>This sync uploads everything and swaps: a record that is left out would be gone there.</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Dieser Sync lädt alles hoch und tauscht aus: Ein ausgelassener Datensatz wäre dort weg.</translation>
    </message>
    <message>
      <source>%1: send</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>%1: senden</translation>
    </message>
    <message>
      <source>The destination gets back what it had before this run.</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Das Ziel erhält zurück, was es vor diesem Lauf hatte.</translation>
    </message>
    <message>
      <source>All changes</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Alle Änderungen</translation>
    </message>
    <message>
      <source>Field: any</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Feld: beliebig</translation>
    </message>
    <message>
      <source>Audience: any</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Zielgruppe: beliebig</translation>
    </message>
    <message>
      <source>of %1</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>von %1</translation>
    </message>
    <message>
      <source>shown, more on scrolling</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>gezeigt, mehr beim Scrollen</translation>
    </message>
    <message>
      <source>%1 left out</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>%1 ausgelassen</translation>
    </message>
    <message>
      <source>Changed in: %1</source>
      <extracomment>syncs/plan_panel.py</extracomment>
      <translation>Geändert in: %1</translation>
    </message>
    <message>
      <source>Preview</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Record as it would be sent</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Datensatz, wie er gesendet würde</translation>
    </message>
    <message>
      <source>Previous record</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Vorheriger Datensatz</translation>
    </message>
    <message>
      <source>Next record</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Nächster Datensatz</translation>
    </message>
    <message>
      <source>as it would be sent</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>wie er gesendet würde</translation>
    </message>
    <message>
      <source>The source has no record now.</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Die Quelle hat zurzeit keinen Datensatz.</translation>
    </message>
    <message>
      <source>Invalid, would not be sent: %1.</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Ungültig, würde nicht gesendet: %1.</translation>
    </message>
    <message>
      <source>Left out here: %1, %2</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>Hier ausgelassen: %1, %2</translation>
    </message>
    <message>
      <source>%1 of the first %2</source>
      <extracomment>syncs/preview_card.py</extracomment>
      <translation>%1 der ersten %2</translation>
    </message>
    <message>
      <source>Type to filter</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Zum Filtern tippen</translation>
    </message>
    <message>
      <source>Filter destinations</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Ziele filtern</translation>
    </message>
    <message>
      <source>Run at once</source>
      <extracomment>syncs/quick_sync_menu.py, syncs/sync_review.py</extracomment>
      <translation>Sofort ausführen</translation>
    </message>
    <message>
      <source>Active templates</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Aktive Vorlagen</translation>
    </message>
    <message>
      <source>The new sync runs as soon as it is made; otherwise when its schedule says</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Der neue Sync läuft, sobald er angelegt ist; sonst, wenn sein Zeitplan es sagt</translation>
    </message>
    <message>
      <source>becomes a draft: it touches people's consent, which you confirm first</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>wird ein Entwurf: berührt Einwilligungen, was Sie zuerst bestätigen</translation>
    </message>
    <message>
      <source>New Sync instead</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Stattdessen neuer Sync</translation>
    </message>
    <message>
      <source>draft</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Entwurf</translation>
    </message>
    <message>
      <source>drafts</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Entwürfe</translation>
    </message>
    <message>
      <source>%1 not offered</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>%1 nicht angeboten</translation>
    </message>
    <message>
      <source>%1 of “%2”</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>%1 von „%2“</translation>
    </message>
    <message>
      <source>Creates %1 “%2”</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Legt %1 „%2“ an</translation>
    </message>
    <message>
      <source>Copy the newest active sync of %1, one per destination</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Den neuesten aktiven Sync von %1 kopieren, einen je Ziel</translation>
    </message>
    <message>
      <source>Fills %1s named by %2</source>
      <extracomment>syncs/quick_sync_menu.py</extracomment>
      <translation>Füllt %1 mit Namen aus %2</translation>
    </message>
    <message>
      <source>Plans it as usual and holds every record against what %1 takes. No credential is needed.</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Plant wie sonst und hält jeden Datensatz gegen das, was %1 annimmt. Zugangsdaten sind nicht nötig.</translation>
    </message>
    <message>
      <source>Rehearsal</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Probe</translation>
    </message>
    <message>
      <source>Rehearse</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Proben</translation>
    </message>
    <message>
      <source>Rehearsing …</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Wird geprobt …</translation>
    </message>
    <message>
      <source>%1 of %2 were not found in the vendor's documents; they are told with the destination.</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>%1 von %2 fanden sich nicht in den Unterlagen des Anbieters; sie stehen beim Ziel.</translation>
    </message>
    <message>
      <source>Cancel the rehearsal</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Probe abbrechen</translation>
    </message>
    <message>
      <source>nothing leaves this computer</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>nichts verlässt diesen Rechner</translation>
    </message>
    <message>
      <source>Finish the steps above first</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Schließen Sie zuerst die Schritte darüber ab</translation>
    </message>
    <message>
      <source>more reason</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>weiterer Grund</translation>
    </message>
    <message>
      <source>more reasons</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>weitere Gründe</translation>
    </message>
    <message>
      <source>Not checked: %1</source>
      <extracomment>syncs/rehearsal_card.py</extracomment>
      <translation>Nicht geprüft: %1</translation>
    </message>
    <message>
      <source>Reading the source</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Die Quelle wird gelesen</translation>
    </message>
    <message>
      <source>Comparing with what was acknowledged</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Vergleich mit dem Bestätigten</translation>
    </message>
    <message>
      <source>Writing the plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Der Plan wird geschrieben</translation>
    </message>
    <message>
      <source>Sending</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Wird gesendet</translation>
    </message>
    <message>
      <source>Send changes</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Änderungen senden</translation>
    </message>
    <message>
      <source>Everything is in step</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Alles ist auf demselben Stand</translation>
    </message>
    <message>
      <source>No record was added, changed or removed since the last run. Nothing needs to be sent.</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Seit dem letzten Lauf wurde kein Datensatz hinzugefügt, geändert oder entfernt. Es gibt nichts zu senden.</translation>
    </message>
    <message>
      <source>Progress of the plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Fortschritt des Plans</translation>
    </message>
    <message>
      <source>Sending…</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Wird gesendet…</translation>
    </message>
    <message>
      <source>The sync runs already</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Der Sync läuft bereits</translation>
    </message>
    <message>
      <source>Every change is left out</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Jede Änderung ist ausgelassen</translation>
    </message>
    <message>
      <source>change</source>
      <extracomment>syncs/review_page.py, syncs/reviewed.py, workspaces/import_page.py</extracomment>
      <translation>Änderung</translation>
    </message>
    <message>
      <source>changes</source>
      <extracomment>syncs/review_page.py, syncs/reviewed.py, workspaces/import_page.py</extracomment>
      <translation>Änderungen</translation>
    </message>
    <message>
      <source>Copy the digest of the plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Prüfwert des Plans kopieren</translation>
    </message>
    <message>
      <source>Forget this plan; nothing is sent</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Diesen Plan verwerfen; nichts wird gesendet</translation>
    </message>
    <message>
      <source>The changes shown below as a CSV file</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Die unten gezeigten Änderungen als CSV-Datei</translation>
    </message>
    <message>
      <source>Back to the syncs</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Zurück zu den Syncs</translation>
    </message>
    <message>
      <source>Cancel planning</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Planen abbrechen</translation>
    </message>
    <message>
      <source>Undo a run</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Lauf rückgängig machen</translation>
    </message>
    <message>
      <source>Review again</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Erneut prüfen</translation>
    </message>
    <message>
      <source>Digest copied: the command line sends this plan with run --plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Prüfwert kopiert: Die Befehlszeile sendet diesen Plan mit run --plan</translation>
    </message>
    <message>
      <source>Export changes</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Änderungen exportieren</translation>
    </message>
    <message>
      <source>Plan</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Plan</translation>
    </message>
    <message>
      <source>nothing sent before</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>bisher nichts gesendet</translation>
    </message>
    <message>
      <source>Undo of run %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Lauf %1 rückgängig machen</translation>
    </message>
    <message>
      <source>ran %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>lief %1</translation>
    </message>
    <message>
      <source>source read %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>Quelle gelesen %1</translation>
    </message>
    <message>
      <source>Sending %1 to %2</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>%1 wird an %2 gesendet</translation>
    </message>
    <message>
      <source>compared with what was acknowledged, last run %1</source>
      <extracomment>syncs/review_page.py</extracomment>
      <translation>verglichen mit dem Bestätigten, letzter Lauf %1</translation>
    </message>
    <message>
      <source>Change</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>Änderung</translation>
    </message>
    <message>
      <source>Will be</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>Wird sein</translation>
    </message>
    <message>
      <source>, rejected before</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>, früher abgelehnt</translation>
    </message>
    <message>
      <source>%1, left out</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>%1, ausgelassen</translation>
    </message>
    <message>
      <source>%1 (key)</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>%1 (Schlüssel)</translation>
    </message>
    <message>
      <source>At %1 now</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>Jetzt bei %1</translation>
    </message>
    <message>
      <source>sent again, unchanged</source>
      <extracomment>syncs/review_table.py</extracomment>
      <translation>erneut gesendet, unverändert</translation>
    </message>
    <message>
      <source>the key alone</source>
      <extracomment>syncs/review_table.py, syncs/sync_review.py</extracomment>
      <translation>nur der Schlüssel</translation>
    </message>
    <message>
      <source>stay there</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>bleiben dort</translation>
    </message>
    <message>
      <source>at the pace of earlier runs</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>im Tempo früherer Läufe</translation>
    </message>
    <message>
      <source>less than a second</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>weniger als eine Sekunde</translation>
    </message>
    <message>
      <source>Everything that is at %2 now is replaced by %1.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Alles, was jetzt bei %2 ist, wird durch %1 ersetzt.</translation>
    </message>
    <message>
      <source>other change</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>andere Änderung</translation>
    </message>
    <message>
      <source>other changes</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>andere Änderungen</translation>
    </message>
    <message>
      <source>batch</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Paket</translation>
    </message>
    <message>
      <source>batches</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Pakete</translation>
    </message>
    <message>
      <source>About</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Etwa</translation>
    </message>
    <message>
      <source>All that this sync has at %2 goes: %1.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Alles, was dieser Sync bei %2 hat, geht: %1.</translation>
    </message>
    <message>
      <source>Type the number to go on.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Geben Sie die Zahl ein, um fortzufahren.</translation>
    </message>
    <message>
      <source>Send anyway: remove %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Trotzdem senden: %1 entfernen</translation>
    </message>
    <message>
      <source>%1 of up to %2 records.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 mit bis zu %2 Datensätzen.</translation>
    </message>
    <message>
      <source>at the limits of %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>an den Grenzen von %1</translation>
    </message>
    <message>
      <source>%1 are emptied at %2.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 werden bei %2 geleert.</translation>
    </message>
    <message>
      <source>%1 are removed at %2.</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 werden bei %2 entfernt.</translation>
    </message>
    <message>
      <source>Undo %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 rückgängig machen</translation>
    </message>
    <message>
      <source>Send anyway: %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>Trotzdem senden: %1</translation>
    </message>
    <message>
      <source>Send %1 to production</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 an die Produktion senden</translation>
    </message>
    <message>
      <source>Send %1</source>
      <extracomment>syncs/reviewed.py</extracomment>
      <translation>%1 senden</translation>
    </message>
    <message>
      <source>Shares count from %1 records on. The usual is the most that one of the last ten runs sent.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Anteile zählen ab %1 Datensätzen. Das Übliche ist das Meiste, was einer der letzten zehn Läufe gesendet hat.</translation>
    </message>
    <message>
      <source>never holds</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>hält nie zurück</translation>
    </message>
    <message>
      <source>A run that passes one of these waits for you, with everything it would do, and sends nothing.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Ein Lauf, der eine dieser Grenzen überschreitet, wartet auf Sie, mit allem, was er täte, und sendet nichts.</translation>
    </message>
    <message>
      <source>Hold when more than</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Zurückhalten, wenn mehr als</translation>
    </message>
    <message>
      <source>% would be removed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>% entfernt würden</translation>
    </message>
    <message>
      <source>Percent removed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Prozent entfernt</translation>
    </message>
    <message>
      <source>% would be changed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>% geändert würden</translation>
    </message>
    <message>
      <source>Percent changed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Prozent geändert</translation>
    </message>
    <message>
      <source>times the usual would be sent</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>-mal das Übliche gesendet würde</translation>
    </message>
    <message>
      <source>Times the usual</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Vielfaches des Üblichen</translation>
    </message>
    <message>
      <source>audiences would be made</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Zielgruppen angelegt würden</translation>
    </message>
    <message>
      <source>Audiences made</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Angelegte Zielgruppen</translation>
    </message>
    <message>
      <source>End a run after</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Lauf beenden nach</translation>
    </message>
    <message>
      <source>Minutes of a run</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Minuten eines Laufs</translation>
    </message>
    <message>
      <source>Records of a run</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Datensätze eines Laufs</translation>
    </message>
    <message>
      <source>End a run by time</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Lauf nach Zeit beenden</translation>
    </message>
    <message>
      <source>End a run by records</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Lauf nach Datensätzen beenden</translation>
    </message>
    <message>
      <source>consent confirmed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Einwilligung bestätigt</translation>
    </message>
    <message>
      <source>What is left then is sent by the next run; what was acknowledged is kept.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Was dann übrig ist, sendet der nächste Lauf; was bestätigt wurde, bleibt.</translation>
    </message>
    <message>
      <source>Unless you say otherwise: removals over 25 %, nothing else. An empty source always holds.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Wenn Sie nichts anderes sagen: Entfernungen über 25 %, sonst nichts. Eine leere Quelle hält immer zurück.</translation>
    </message>
    <message>
      <source>over %1 × the usual</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>über %1 × das Übliche</translation>
    </message>
    <message>
      <source>over %1 new audiences</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>über %1 neue Zielgruppen</translation>
    </message>
    <message>
      <source> at most</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation> höchstens</translation>
    </message>
    <message>
      <source>Hold by what is %1</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Zurückhalten nach dem, was %1 ist</translation>
    </message>
    <message>
      <source>Set elsewhere: hold when more than %1 records are touched.</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>Anderswo festgelegt: zurückhalten, wenn mehr als %1 Datensätze berührt werden.</translation>
    </message>
    <message>
      <source>holds over %1 removed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>hält zurück über %1 entfernt</translation>
    </message>
    <message>
      <source>over %1 changed</source>
      <extracomment>syncs/safety_step.py</extracomment>
      <translation>über %1 geändert</translation>
    </message>
    <message>
      <source>hours</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>The database is asked that often, cheaply. One that does not tell of changes is found out by running, </source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Die Datenbank wird so oft gefragt, was wenig kostet. Bei einer, die Änderungen nicht meldet, wird es durch Läufe festgestellt, </translation>
    </message>
    <message>
      <source>Interval</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>Unit of the interval</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Einheit des Abstands</translation>
    </message>
    <message>
      <source>Time of day</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Uhrzeit</translation>
    </message>
    <message>
      <source>Cron expression</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Cron-Ausdruck</translation>
    </message>
    <message>
      <source>Time zone</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Zeitzone</translation>
    </message>
    <message>
      <source>Day of the week</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Wochentag</translation>
    </message>
    <message>
      <source>Sync that it runs after</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Sync, nach dem er läuft</translation>
    </message>
    <message>
      <source>Column that grows with every change</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Spalte, die mit jeder Änderung wächst</translation>
    </message>
    <message>
      <source>found out by the engine</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>von der Datenbank erfragt</translation>
    </message>
    <message>
      <source>such as updated_at: then count and maximum are asked. Empty: what the database counts by itself.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>etwa updated_at: dann werden Anzahl und Höchstwert gefragt. Leer: was die Datenbank von sich aus zählt.</translation>
    </message>
    <message>
      <source>minute  hour  day  month  weekday</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Minute  Stunde  Tag  Monat  Wochentag</translation>
    </message>
    <message>
      <source>Next in %2: %1
Your time: %3</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Nächster in %2: %1
Ihre Zeit: %3</translation>
    </message>
    <message>
      <source>Runs within seconds after its files, or those of related data sets, have changed.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Läuft Sekunden, nachdem sich seine Dateien oder die verbundener Datenbestände geändert haben.</translation>
    </message>
    <message>
      <source>Choose a sync</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Sync wählen</translation>
    </message>
    <message>
      <source>Next: %1, your time</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Nächster: %1, Ihre Zeit</translation>
    </message>
    <message>
      <source>every %1 minutes unless you say otherwise.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>alle %1 Minuten, wenn Sie nichts anderes sagen.</translation>
    </message>
    <message>
      <source>every …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>alle …</translation>
    </message>
    <message>
      <source>daily at …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>täglich um …</translation>
    </message>
    <message>
      <source>on weekdays at …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>werktags um …</translation>
    </message>
    <message>
      <source>weekly on …</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>wöchentlich am …</translation>
    </message>
    <message>
      <source>by a cron expression</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>nach einem Cron-Ausdruck</translation>
    </message>
    <message>
      <source>Runs only when you say so.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Läuft nur, wenn Sie es sagen.</translation>
    </message>
    <message>
      <source>Runs again a minute after each run has ended, after a failure in a quarter of an hour.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Läuft eine Minute nach dem Ende jedes Laufs erneut, nach einem Fehler in einer Viertelstunde.</translation>
    </message>
    <message>
      <source>Runs once each time the other one has succeeded. Some rejected records do not hold it up, all of them do.</source>
      <extracomment>syncs/schedule_step.py</extracomment>
      <translation>Läuft einmal, jedes Mal wenn der andere gelungen ist. Einige abgelehnte Datensätze halten ihn nicht auf, lauter abgelehnte schon.</translation>
    </message>
    <message>
      <source>Steps</source>
      <extracomment>syncs/step_list.py</extracomment>
      <translation>Schritte</translation>
    </message>
    <message>
      <source>Sync all properties</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Alle Eigenschaften senden</translation>
    </message>
    <message>
      <source>Send every other column too, also columns that the data set gets later</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Auch jede andere Spalte senden, auch Spalten, die der Datenbestand später erhält</translation>
    </message>
    <message>
      <source>How the other columns are named</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Wie die anderen Spalten benannt werden</translation>
    </message>
    <message>
      <source>named</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>benannt</translation>
    </message>
    <message>
      <source>Adds now: %1. Columns that come later follow by themselves.</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Fügt jetzt hinzu: %1. Spätere Spalten folgen von selbst.</translation>
    </message>
    <message>
      <source>Adds nothing now. Columns that come later follow by themselves.</source>
      <extracomment>syncs/sync_all_row.py</extracomment>
      <translation>Fügt jetzt nichts hinzu. Spätere Spalten folgen von selbst.</translation>
    </message>
    <message>
      <source>Last runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Letzte Läufe</translation>
    </message>
    <message>
      <source>runs</source>
      <extracomment>syncs/sync_card.py, timeline.py, workspaces/leaving.py</extracomment>
      <translation>Läufe</translation>
    </message>
    <message>
      <source>Finish setting up</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Einrichtung abschließen</translation>
    </message>
    <message>
      <source>Progress of the run</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
      <source>Open runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Läufe öffnen</translation>
    </message>
    <message>
      <source>Last 20 runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Letzte 20 Läufe</translation>
    </message>
    <message>
      <source>There now</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Jetzt dort</translation>
    </message>
    <message>
      <source>alert watches</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Alarm überwacht</translation>
    </message>
    <message>
      <source>alerts watch</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Alarme überwachen</translation>
    </message>
    <message>
      <source>Nothing is told of this sync.</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Von diesem Sync wird nichts gemeldet.</translation>
    </message>
    <message>
      <source>More for this sync</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Mehr zu diesem Sync</translation>
    </message>
    <message>
      <source>Waits for its turn: one run at a time for this destination object</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Wartet, bis er an der Reihe ist: ein Lauf zur Zeit für dieses Objekt des Ziels</translation>
    </message>
    <message>
      <source>key</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Schlüssel</translation>
    </message>
    <message>
      <source>In the %1 now</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Jetzt dort (%1)</translation>
    </message>
    <message>
      <source>Last %1 runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Letzte %1 Läufe</translation>
    </message>
    <message>
      <source>Last run</source>
      <extracomment>syncs/sync_card.py, syncs/sync_lines.py</extracomment>
      <translation>Letzter Lauf</translation>
    </message>
    <message>
      <source>its runs</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>seine Läufe</translation>
    </message>
    <message>
      <source>copied from</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>kopiert von</translation>
    </message>
    <message>
      <source>members expire, so all are sent again from %1 on</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Mitglieder laufen ab, daher werden ab %1 alle erneut gesendet</translation>
    </message>
    <message>
      <source>Show records</source>
      <extracomment>syncs/sync_card.py</extracomment>
      <translation>Datensätze zeigen</translation>
    </message>
    <message>
      <source>Save changes</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Änderungen speichern</translation>
    </message>
    <message>
      <source>“%1” created and started</source>
      <extracomment>syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>„%1“ angelegt und gestartet</translation>
    </message>
    <message>
      <source>Edits dropped</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Änderungen verworfen</translation>
    </message>
    <message>
      <source>Choose what to send and where</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Wählen Sie, was wohin gesendet wird</translation>
    </message>
    <message>
      <source>A draft needs a source and a destination</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Ein Entwurf braucht eine Quelle und ein Ziel</translation>
    </message>
    <message>
      <source>“%1” created</source>
      <extracomment>syncs/sync_editor.py, syncs/syncs_tab.py</extracomment>
      <translation>„%1“ angelegt</translation>
    </message>
    <message>
      <source>New sync</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Neuer Sync</translation>
    </message>
    <message>
      <source>Draft “%1” saved</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Entwurf „%1“ gespeichert</translation>
    </message>
    <message>
      <source>Kept as the draft “%1”</source>
      <extracomment>syncs/sync_editor.py</extracomment>
      <translation>Als Entwurf „%1“ aufbewahrt</translation>
    </message>
    <message>
      <source>%1s named by %2</source>
      <extracomment>syncs/sync_lines.py, syncs/sync_review.py</extracomment>
      <translation>%1, benannt nach %2</translation>
    </message>
    <message>
      <source>running now</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>läuft jetzt</translation>
    </message>
    <message>
      <source>due</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>fällig</translation>
    </message>
    <message>
      <source>Operation</source>
      <extracomment>syncs/sync_lines.py, syncs/sync_setup.py</extracomment>
      <translation>Verfahren</translation>
    </message>
    <message>
      <source>Schedule</source>
      <extracomment>syncs/sync_lines.py, syncs/sync_setup.py</extracomment>
      <translation>Zeitplan</translation>
    </message>
    <message>
      <source>skipped: was already running</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>übersprungen: lief bereits</translation>
    </message>
    <message>
      <source>reading</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>liest</translation>
    </message>
    <message>
      <source>comparing</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>vergleicht</translation>
    </message>
    <message>
      <source>finishing</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>schließt ab</translation>
    </message>
    <message>
      <source>sending</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>sendet</translation>
    </message>
    <message>
      <source>not while paused</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>nicht, solange pausiert</translation>
    </message>
    <message>
      <source>schedules off</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>Zeitpläne aus</translation>
    </message>
    <message>
      <source>next %1</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>nächster %1</translation>
    </message>
    <message>
      <source>cancelled after %1</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>abgebrochen nach %1</translation>
    </message>
    <message>
      <source>%1 (%2)</source>
      <extracomment>syncs/sync_lines.py</extracomment>
      <translation>%1 (%2)</translation>
    </message>
    <message>
      <source>The first run only adds: nobody that is there already is removed. Removals begin with the second run.</source>
      <extracomment>syncs/sync_review.py</extracomment>
      <translation>Der erste Lauf fügt nur hinzu: Niemand, der schon dort ist, wird entfernt. Entfernt wird ab dem zweiten Lauf.</translation>
    </message>
    <message>
      <source>Everything in %1</source>
      <extracomment>syncs/sync_review.py, syncs/sync_steps.py</extracomment>
      <translation>Alles in %1</translation>
    </message>
    <message>
      <source>all properties</source>
      <extracomment>syncs/sync_review.py</extracomment>
      <translation>alle Eigenschaften</translation>
    </message>
    <message>
      <source>all properties, %1 set by hand</source>
      <extracomment>syncs/sync_review.py</extracomment>
      <translation>alle Eigenschaften, %1 von Hand gesetzt</translation>
    </message>
    <message>
      <source>Safety</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Sicherheit</translation>
    </message>
    <message>
      <source>Review</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Removals begin with the second run. Runs that would remove an unusual share are held, see Safety.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Entfernt wird ab dem zweiten Lauf. Läufe, die einen ungewöhnlichen Anteil entfernen würden, werden zurückgehalten, siehe Sicherheit.</translation>
    </message>
    <message>
      <source>Choose what to send.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Wählen Sie, was gesendet wird.</translation>
    </message>
    <message>
      <source>Choose where to send it.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Wählen Sie, wohin gesendet wird.</translation>
    </message>
    <message>
      <source>Choose the object that records go to.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Wählen Sie das Objekt, in das Datensätze gehen.</translation>
    </message>
    <message>
      <source>Confirm what this does to people's consent, or set the sync up without it.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Bestätigen Sie, was das mit Einwilligungen macht, oder richten Sie den Sync ohne das ein.</translation>
    </message>
    <message>
      <source>Give the sync a name.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Geben Sie dem Sync einen Namen.</translation>
    </message>
    <message>
      <source>Choose the column that identifies a record, and its field there.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Wählen Sie die Spalte, die einen Datensatz kennzeichnet, und ihr Feld dort.</translation>
    </message>
    <message>
      <source>Every mapping needs a field.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Jede Zuordnung braucht ein Feld.</translation>
    </message>
    <message>
      <source>those that leave are removed there</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>die gehen, werden dort entfernt</translation>
    </message>
    <message>
      <source>what becomes of those that leave is chosen below</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>was aus denen wird, die gehen, wird unten gewählt</translation>
    </message>
    <message>
      <source>are removed there</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>werden dort entfernt</translation>
    </message>
    <message>
      <source>This deletes records at the destination, also those that other tools or people made.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Das löscht Datensätze am Ziel, auch solche, die andere Werkzeuge oder Menschen angelegt haben.</translation>
    </message>
    <message>
      <source>What others put there is gone after the first run. An empty source is held and never swapped in by itself.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Was andere dort abgelegt haben, ist nach dem ersten Lauf weg. Eine leere Quelle wird zurückgehalten und nie von selbst eingesetzt.</translation>
    </message>
    <message>
      <source>Emptied fields can be filled again with Undo while the run is the last one.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Geleerte Felder lassen sich mit Rückgängig wieder füllen, solange der Lauf der letzte ist.</translation>
    </message>
    <message>
      <source>This version does not have that destination type.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Diese Version hat diesen Zieltyp nicht.</translation>
    </message>
    <message>
      <source>%1 does not support “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 unterstützt „%2“ nicht.</translation>
    </message>
    <message>
      <source>“%1” is not in the data set “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>„%1“ ist nicht im Datenbestand „%2“.</translation>
    </message>
    <message>
      <source>“%1” cannot be the key of %2.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>„%1“ kann nicht der Schlüssel von %2 sein.</translation>
    </message>
    <message>
      <source>%1 is mapped more than once.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 ist mehr als einmal zugeordnet.</translation>
    </message>
    <message>
      <source>%1 is required.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 ist erforderlich.</translation>
    </message>
    <message>
      <source>%1 are required.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 sind erforderlich.</translation>
    </message>
    <message>
      <source>%1 is not in the data set “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 ist nicht im Datenbestand „%2“.</translation>
    </message>
    <message>
      <source>%1 are not in the data set “%2”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 sind nicht im Datenbestand „%2“.</translation>
    </message>
    <message>
      <source>%1 has no field %2.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1 hat kein Feld %2.</translation>
    </message>
    <message>
      <source>The template of %1 is empty.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Die Vorlage von %1 ist leer.</translation>
    </message>
    <message>
      <source>Choose the value of %1: it is required.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Wählen Sie den Wert von %1: Er ist erforderlich.</translation>
    </message>
    <message>
      <source>the %1</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>%1</translation>
    </message>
    <message>
      <source>those that leave %1</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>die gehen: %1</translation>
    </message>
    <message>
      <source>Where a column names them, records leave by “%1”.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Wo eine Spalte sie benennt, gehen Datensätze nach „%1“.</translation>
    </message>
    <message>
      <source>Give the %1 a name.</source>
      <extracomment>syncs/sync_setup.py</extracomment>
      <translation>Geben Sie einen Namen an: %1.</translation>
    </message>
    <message>
      <source>What a sync reads and where it sends stays, so that its history and state hold. Make a new sync instead.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Was ein Sync liest und wohin er sendet, bleibt, damit Verlauf und Stand gelten. Legen Sie stattdessen einen neuen Sync an.</translation>
    </message>
    <message>
      <source>fixed after creation, so that its history and state hold</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>steht nach dem Anlegen fest, damit Verlauf und Stand gelten</translation>
    </message>
    <message>
      <source>Choose an object</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Objekt wählen</translation>
    </message>
    <message>
      <source>Ask again</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Erneut fragen</translation>
    </message>
    <message>
      <source>The pair that identifies a record on both sides. Each value must stand once.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Das Paar, das einen Datensatz auf beiden Seiten kennzeichnet. Jeder Wert muss einmal stehen.</translation>
    </message>
    <message>
      <source>Column that identifies a record</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Spalte, die einen Datensatz kennzeichnet</translation>
    </message>
    <message>
      <source>Field that identifies a record</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Feld, das einen Datensatz kennzeichnet</translation>
    </message>
    <message>
      <source>Choose a destination</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Ziel wählen</translation>
    </message>
    <message>
      <source>Choose one, or type the name of a new one.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Wählen Sie eines, oder geben Sie den Namen eines neuen ein.</translation>
    </message>
    <message>
      <source>Its known objects are offered.</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>Die bekannten Objekte werden angeboten.</translation>
    </message>
    <message>
      <source>Asking %1 for its objects …</source>
      <extracomment>syncs/sync_steps.py</extracomment>
      <translation>%1 wird nach seinen Objekten gefragt …</translation>
    </message>
    <message>
      <source>Sent nowhere yet. Quick Sync copies the newest sync of the data set; New Sync sets one up.</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Noch nirgendwohin gesendet. Quick Sync kopiert den neuesten Sync des Datenbestands; Neuer Sync richtet einen ein.</translation>
    </message>
    <message>
      <source>No syncs yet</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Noch keine Syncs</translation>
    </message>
    <message>
      <source>Quick Sync this segment</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Quick Sync für dieses Segment</translation>
    </message>
    <message>
      <source>Sync “%1” deleted. Nothing was removed at the destination.</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>Sync „%1“ gelöscht. Am Ziel wurde nichts entfernt.</translation>
    </message>
    <message>
      <source>“%1” is a draft: confirm what it does to people's consent</source>
      <extracomment>syncs/syncs_tab.py</extracomment>
      <translation>„%1“ ist ein Entwurf: Bestätigen Sie, was er mit Einwilligungen macht</translation>
    </message>
    <message>
      <source>First record: %1</source>
      <extracomment>syncs/template_check.py</extracomment>
      <translation>Erster Datensatz: %1</translation>
    </message>
    <message>
      <source>Insert a column</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Spalte einfügen</translation>
    </message>
    <message>
      <source>Liquid template</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Liquid-Vorlage</translation>
    </message>
    <message>
      <source>Liquid: {{ column }}, filters as in {{ name | upcase }}, {% if %}. Extra: sha256, md5, json.</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Liquid: {{ column }}, Filter wie in {{ name | upcase }}, {% if %}. Zusätzlich: sha256, md5, json.</translation>
    </message>
    <message>
      <source>No column is called so.</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Keine Spalte heißt so.</translation>
    </message>
    <message>
      <source>Template of %1</source>
      <extracomment>syncs/template_panel.py</extracomment>
      <translation>Vorlage von %1</translation>
    </message>
    <message>
      <source>Runs of the last seven days</source>
      <extracomment>timeline.py</extracomment>
      <translation>Läufe der letzten sieben Tage</translation>
    </message>
    <message>
      <source>%1  %2: %3, %4 sent</source>
      <extracomment>timeline.py</extracomment>
      <translation>%1  %2: %3, %4 gesendet</translation>
    </message>
    <message>
      <source>%1: %2, %3 not plain green</source>
      <extracomment>timeline.py</extracomment>
      <translation>%1: %2, %3 nicht rein grün</translation>
    </message>
    <message>
      <source>It goes on in the tray and runs what is due. Quit from its menu there.</source>
      <extracomment>tray.py</extracomment>
      <translation>Es läuft im Infobereich weiter und führt Fälliges aus. Beenden im Menü dort.</translation>
    </message>
    <message>
      <source>All is well</source>
      <extracomment>tray.py</extracomment>
      <translation>Alles in Ordnung</translation>
    </message>
    <message>
      <source>Open Census Desktop</source>
      <extracomment>tray.py</extracomment>
      <translation>Census Desktop öffnen</translation>
    </message>
    <message>
      <source>%1 need attention</source>
      <extracomment>tray.py</extracomment>
      <translation>%1 brauchen Aufmerksamkeit</translation>
    </message>
    <message>
      <source>Send customer segments to any tool, and keep them fresh. Your data stays on this computer.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Senden Sie Kundensegmente an jedes Werkzeug und halten Sie sie frisch. Ihre Daten bleiben auf diesem Rechner.</translation>
    </message>
    <message>
      <source>Customers, companies, events – a row each. It stays where it is and is only read.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Kunden, Firmen, Ereignisse – je eine Zeile. Sie bleibt, wo sie ist, und wird nur gelesen.</translation>
    </message>
    <message>
      <source>Drop a CSV, Parquet or Excel file here</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Eine CSV-, Parquet- oder Excel-Datei hierher ziehen</translation>
    </message>
    <message>
      <source>Welcome to Census Desktop</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Willkommen bei Census Desktop</translation>
    </message>
    <message>
      <source>Begin with an empty workspace</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Mit leerem Arbeitsbereich beginnen</translation>
    </message>
    <message>
      <source>A shop with 50,000 customers and a dozen segments</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Ein Laden mit 50.000 Kunden und einem Dutzend Segmente</translation>
    </message>
    <message>
      <source>Six weeks of history, with something to review</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Sechs Wochen Verlauf, mit etwas zum Prüfen</translation>
    </message>
    <message>
      <source>Made on this computer in about ten seconds: no account, no network</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>In etwa zehn Sekunden auf diesem Rechner erzeugt: kein Konto, kein Netz</translation>
    </message>
    <message>
      <source>Make the sample workspace</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Beispiel anlegen</translation>
    </message>
    <message>
      <source>Making the sample workspace</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Das Beispiel wird angelegt</translation>
    </message>
    <message>
      <source>The file stays where it is and is only read.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Die Datei bleibt, wo sie ist, und wird nur gelesen.</translation>
    </message>
    <message>
      <source>For a database or a warehouse: connect it under Data sets.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Für eine Datenbank oder ein Warehouse: unter Datenbestände verbinden.</translation>
    </message>
    <message>
      <source>Look around in a sample</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>In einem Beispiel umsehen</translation>
    </message>
    <message>
      <source>Nothing of it leaves this computer. Files of your own can be added later.</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Nichts davon verlässt diesen Rechner. Eigene Dateien können später dazukommen.</translation>
    </message>
    <message>
      <source>Begin with a file of yours</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Mit einer eigenen Datei beginnen</translation>
    </message>
    <message>
      <source>Writing the shop's files…</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Die Dateien des Ladens werden geschrieben…</translation>
    </message>
    <message>
      <source>Playing six weeks: step %1 of %2</source>
      <extracomment>welcome/begin_step.py</extracomment>
      <translation>Sechs Wochen werden nachgespielt: Schritt %1 von %2</translation>
    </message>
    <message>
      <source>Sheet or table</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Blatt oder Tabelle</translation>
    </message>
    <message>
      <source>The first rows, as they are read</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Die ersten Zeilen, wie sie gelesen werden</translation>
    </message>
    <message>
      <source>Add and count it</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Hinzufügen und zählen</translation>
    </message>
    <message>
      <source>Only read; nothing is saved before you add it.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Nur gelesen; nichts wird gespeichert, bevor Sie es hinzufügen.</translation>
    </message>
    <message>
      <source>%1 found; %2 hold personal data and stay hidden until you ask.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>%1 gefunden; %2 enthalten personenbezogene Daten und bleiben verborgen, bis Sie danach fragen.</translation>
    </message>
    <message>
      <source>%1 found.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>%1 gefunden.</translation>
    </message>
    <message>
      <source>Choose a sheet or table</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Blatt oder Tabelle wählen</translation>
    </message>
    <message>
      <source>Everything can be changed later under Data sets.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Alles lässt sich später unter Datenbestände ändern.</translation>
    </message>
    <message>
      <source>What is in “%1”?</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Was steht in „%1“?</translation>
    </message>
    <message>
      <source>There is no table in it that can be read.</source>
      <extracomment>welcome/file_step.py</extracomment>
      <translation>Es enthält keine Tabelle, die gelesen werden kann.</translation>
    </message>
    <message>
      <source>A segment is a living group: whoever fits is in it, as the data is now.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Ein Segment ist eine lebende Gruppe: Wer passt, ist darin, nach dem heutigen Stand der Daten.</translation>
    </message>
    <message>
      <source>Only those where</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Nur die, bei denen</translation>
    </message>
    <message>
      <source>First members</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Erste Mitglieder</translation>
    </message>
    <message>
      <source>Personal data stays hidden until you ask for it.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Personenbezogene Daten bleiben verborgen, bis Sie danach fragen.</translation>
    </message>
    <message>
      <source>Open the segment</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Segment öffnen</translation>
    </message>
    <message>
      <source>Send it to a file</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>In eine Datei senden</translation>
    </message>
    <message>
      <source>not counted</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>nicht gezählt</translation>
    </message>
    <message>
      <source>everyone</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>alle</translation>
    </message>
    <message>
      <source>Leaves the welcome: the segment's definition, members and analysis.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Verlässt die Begrüßung: Definition, Mitglieder und Auswertung des Segments.</translation>
    </message>
    <message>
      <source>Shows first what would be written, and where.</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>Zeigt zuerst, was geschrieben würde, und wohin.</translation>
    </message>
    <message>
      <source>of %1 in %2 · %3 · counted in %4</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>von %1 in %2 · %3 · gezählt in %4</translation>
    </message>
    <message>
      <source>no condition: everyone</source>
      <extracomment>welcome/segment_step.py</extracomment>
      <translation>keine Bedingung: alle</translation>
    </message>
    <message>
      <source>Send it, and see what arrives</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Senden und sehen, was ankommt</translation>
    </message>
    <message>
      <source>First records of the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Erste Datensätze der Datei</translation>
    </message>
    <message>
      <source>Writing the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Die Datei wird geschrieben</translation>
    </message>
    <message>
      <source>Choose another folder…</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Anderen Ordner wählen…</translation>
    </message>
    <message>
      <source>Open the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Datei öffnen</translation>
    </message>
    <message>
      <source>Show the folder</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Ordner zeigen</translation>
    </message>
    <message>
      <source>Finish</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Every run is a plan first. Nothing leaves before you have seen it.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Jeder Lauf ist zuerst ein Plan. Nichts geht hinaus, bevor Sie es gesehen haben.</translation>
    </message>
    <message>
      <source>Looking at what would be written …</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Es wird geprüft, was geschrieben würde …</translation>
    </message>
    <message>
      <source>Quick Sync copied “%1”: its fields, its schedule, a file of its own.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Quick Sync hat „%1“ kopiert: Felder, Zeitplan, eine eigene Datei.</translation>
    </message>
    <message>
      <source>Nothing was written</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Nichts wurde geschrieben</translation>
    </message>
    <message>
      <source>Done: your first sync</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Fertig: Ihr erster Sync</translation>
    </message>
    <message>
      <source>From now on only changes travel. Run it again after your data changes, or give it a schedule.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Von nun an reisen nur Änderungen. Führen Sie ihn nach Änderungen Ihrer Daten erneut aus, oder geben Sie ihm einen Zeitplan.</translation>
    </message>
    <message>
      <source>The sync keeps its file there up to date.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Der Sync hält seine Datei dort auf dem neuesten Stand.</translation>
    </message>
    <message>
      <source>Five short notes over the real window; Esc ends it.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Fünf kurze Hinweise über dem echten Fenster; Esc beendet.</translation>
    </message>
    <message>
      <source>Write the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Datei schreiben</translation>
    </message>
    <message>
      <source>The file is up to date already</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Die Datei ist bereits auf dem neuesten Stand</translation>
    </message>
    <message>
      <source>%1 written in %2</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>%1 in %2 geschrieben</translation>
    </message>
    <message>
      <source>Write %1</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>%1 schreiben</translation>
    </message>
    <message>
      <source>What was written stays; the next run sends the rest.</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Was geschrieben wurde, bleibt; der nächste Lauf sendet den Rest.</translation>
    </message>
    <message>
      <source>No program opens it here. It is at %1</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Kein Programm öffnet sie hier. Sie liegt unter %1</translation>
    </message>
    <message>
      <source>Choose a folder for the file</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>Ordner für die Datei wählen</translation>
    </message>
    <message>
      <source>%1 will be written</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>%1 werden geschrieben</translation>
    </message>
    <message>
      <source>%1 were written</source>
      <extracomment>welcome/send_step.py</extracomment>
      <translation>%1 wurden geschrieben</translation>
    </message>
    <message>
      <source>Step %1 of %2: %3</source>
      <extracomment>welcome/steps.py</extracomment>
      <translation>Schritt %1 von %2: %3</translation>
    </message>
    <message>
      <source>Every segment, with its size and how its syncs are doing. %1 searches, arrows move, Enter opens.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Jedes Segment, mit seiner Größe und dem Zustand seiner Syncs. %1 sucht, Pfeile bewegen, Eingabe öffnet.</translation>
    </message>
    <message>
      <source>The builder</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Der Editor</translation>
    </message>
    <message>
      <source>Conditions on columns, related data sets and other segments. Beside each line stands how many are left after it.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Bedingungen an Spalten, verbundene Datenbestände und andere Segmente. Neben jeder Zeile steht, wie viele danach übrig sind.</translation>
    </message>
    <message>
      <source>Copies the newest sync of a destination for this segment: same fields, same schedule, one click. %1 opens it.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Kopiert den neuesten Sync eines Ziels für dieses Segment: gleiche Felder, gleicher Zeitplan, ein Klick. %1 öffnet es.</translation>
    </message>
    <message>
      <source>What would be added, changed and removed, value by value. What you have seen is what is sent. %1 opens it.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Was hinzugefügt, geändert und entfernt würde, Wert für Wert. Was Sie gesehen haben, wird gesendet. %1 öffnet es.</translation>
    </message>
    <message>
      <source>Everything that was sent, with the records that were rejected and why. A run can be undone from here.</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Alles, was gesendet wurde, mit den abgelehnten Datensätzen und dem Grund. Ein Lauf lässt sich von hier rückgängig machen.</translation>
    </message>
    <message>
      <source>End the tour</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Rundgang beenden</translation>
    </message>
    <message>
      <source>Esc ends it too</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Esc beendet ihn auch</translation>
    </message>
    <message>
      <source>Done</source>
      <extracomment>welcome/tour.py</extracomment>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Leave</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Verlassen</translation>
    </message>
    <message>
      <source>Your data</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Ihre Daten</translation>
    </message>
    <message>
      <source>See a segment</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Ein Segment sehen</translation>
    </message>
    <message>
      <source>Send it</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Senden</translation>
    </message>
    <message>
      <source>Leave the welcome</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Begrüßung verlassen</translation>
    </message>
    <message>
      <source>What was made stays. Help → Welcome brings it back. Esc</source>
      <extracomment>welcome/welcome.py</extracomment>
      <translation>Was gemacht wurde, bleibt. Hilfe → Willkommen holt sie zurück. Esc</translation>
    </message>
    <message>
      <source>Takes the file</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Nimmt das der Datei</translation>
    </message>
    <message>
      <source>Keeps this</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Behält dieses</translation>
    </message>
    <message>
      <source>Stays</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Bleibt</translation>
    </message>
    <message>
      <source>Decide</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Entscheiden</translation>
    </message>
    <message>
      <source>Import</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Importieren</translation>
    </message>
    <message>
      <source>only here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>nur hier</translation>
    </message>
    <message>
      <source>Thing</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Sache</translation>
    </message>
    <message>
      <source>Here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Hier</translation>
    </message>
    <message>
      <source>In the file</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>In der Datei</translation>
    </message>
    <message>
      <source>Take the file’s</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Das der Datei nehmen</translation>
    </message>
    <message>
      <source>Keep this workspace’s</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Das dieses Arbeitsbereichs behalten</translation>
    </message>
    <message>
      <source>The document and the workspace are the same</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Dokument und Arbeitsbereich sind gleich</translation>
    </message>
    <message>
      <source>Reading the document…</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Das Dokument wird gelesen…</translation>
    </message>
    <message>
      <source>Nothing was imported</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Nichts wurde importiert</translation>
    </message>
    <message>
      <source>Mend the document, then open it again.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Berichtigen Sie das Dokument, und öffnen Sie es dann erneut.</translation>
    </message>
    <message>
      <source>nothing changed</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>nichts geändert</translation>
    </message>
    <message>
      <source>new</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>neu</translation>
    </message>
    <message>
      <source>was removed here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>wurde hier entfernt</translation>
    </message>
    <message>
      <source>no longer in the file</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>nicht mehr in der Datei</translation>
    </message>
    <message>
      <source>What the document would change</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Was das Dokument ändern würde</translation>
    </message>
    <message>
      <source>No document was chosen</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Kein Dokument wurde gewählt</translation>
    </message>
    <message>
      <source>the same</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>gleich</translation>
    </message>
    <message>
      <source>removed here</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>hier entfernt</translation>
    </message>
    <message>
      <source>only here, which stay</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>nur hier, was bleibt</translation>
    </message>
    <message>
      <source>There was no export yet, so nothing says who changed what: the file’s values are taken.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Es gab noch keinen Export, daher sagt nichts, wer was geändert hat: Die Werte der Datei werden genommen.</translation>
    </message>
    <message>
      <source>Keep everything as it is</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
      <source>conflict</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Konflikt</translation>
    </message>
    <message>
      <source>conflicts</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Konflikte</translation>
    </message>
    <message>
      <source>A backup is made first. Nothing is removed, and nothing is taken in by halves.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Zuerst wird eine Sicherung gemacht. Nichts wird entfernt, und nichts wird nur halb übernommen.</translation>
    </message>
    <message>
      <source>All differences</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Alle Unterschiede</translation>
    </message>
    <message>
      <source>Conflicts</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Konflikte</translation>
    </message>
    <message>
      <source>Only here, stays</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Nur hier, bleibt</translation>
    </message>
    <message>
      <source>%1 to decide: both sides changed since they were last the same.</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>%1 zu entscheiden: Beide Seiten haben sich geändert, seit sie zuletzt gleich waren.</translation>
    </message>
    <message>
      <source>Imported: %1</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>Importiert: %1</translation>
    </message>
    <message>
      <source>Import %1</source>
      <extracomment>workspaces/import_page.py</extracomment>
      <translation>%1 importieren</translation>
    </message>
    <message>
      <source>What was acknowledged stays acknowledged; the next run sends the rest.</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>Was bestätigt wurde, bleibt bestätigt; der nächste Lauf sendet den Rest.</translation>
    </message>
    <message>
      <source>Stop and close</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>Anhalten und schließen</translation>
    </message>
    <message>
      <source>Keep working</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>Weiterarbeiten</translation>
    </message>
    <message>
      <source>Stop %1 and close?</source>
      <extracomment>workspaces/leaving.py</extracomment>
      <translation>%1 anhalten und schließen?</translation>
    </message>
    <message>
      <source>Schedules are off: this workspace came from another computer. Give credentials anew, and turn schedules off there.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Zeitpläne sind aus: Dieser Arbeitsbereich kam von einem anderen Rechner. Geben Sie Zugangsdaten neu ein, und schalten Sie die Zeitpläne dort aus.</translation>
    </message>
    <message>
      <source>Destinations…</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Ziele…</translation>
    </message>
    <message>
      <source>Destinations hold newer data from %1; their next runs know it.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Ziele enthalten neuere Daten von %1; ihre nächsten Läufe wissen das.</translation>
    </message>
    <message>
      <source>%1 made since then are gone; what they sent stays.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>%1 von danach sind weg; was sie gesendet haben, bleibt.</translation>
    </message>
    <message>
      <source>Turn schedules on</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Zeitpläne einschalten</translation>
    </message>
    <message>
      <source>Schedules are off: this workspace went back to the backup of %1.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Zeitpläne sind aus: Dieser Arbeitsbereich ging auf die Sicherung von %1 zurück.</translation>
    </message>
    <message>
      <source>The linked document %1 changed.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Das verknüpfte Dokument %1 hat sich geändert.</translation>
    </message>
    <message>
      <source>Settings…</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Einstellungen…</translation>
    </message>
    <message>
      <source>Everything is sent again by: %1.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Alles wird erneut gesendet von: %1.</translation>
    </message>
    <message>
      <source>The linked document %1 cannot be read.</source>
      <extracomment>workspaces/notice.py</extracomment>
      <translation>Das verknüpfte Dokument %1 ist nicht lesbar.</translation>
    </message>
    <message>
      <source>New, empty folder for the workspace</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Neuer, leerer Ordner für den Arbeitsbereich</translation>
    </message>
    <message>
      <source>Open another workspace…</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Anderen Arbeitsbereich öffnen…</translation>
    </message>
    <message>
      <source>Restore the newest backup</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Neueste Sicherung wiederherstellen</translation>
    </message>
    <message>
      <source>Open the workspace in this folder</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Arbeitsbereich in diesem Ordner öffnen</translation>
    </message>
    <message>
      <source>Workspaces</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Arbeitsbereiche</translation>
    </message>
    <message>
      <source>Export the workspace document</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Dokument des Arbeitsbereichs exportieren</translation>
    </message>
    <message>
      <source>Import a workspace document</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Dokument eines Arbeitsbereichs importieren</translation>
    </message>
    <message>
      <source>Pack the workspace into one file</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Arbeitsbereich in eine Datei packen</translation>
    </message>
    <message>
      <source>Packing the workspace…</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Der Arbeitsbereich wird gepackt…</translation>
    </message>
    <message>
      <source>Unpack a workspace</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Arbeitsbereich auspacken</translation>
    </message>
    <message>
      <source>Take off the list</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Von der Liste nehmen</translation>
    </message>
    <message>
      <source>Exported to %1</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Nach %1 exportiert</translation>
    </message>
    <message>
      <source>%1 has that text already</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>%1 hat diesen Text bereits</translation>
    </message>
    <message>
      <source>file</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Datei</translation>
    </message>
    <message>
      <source>files</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>“%1” is not there</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>„%1“ ist nicht da</translation>
    </message>
    <message>
      <source>Packed %1 into %2, without credentials</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>%1 ohne Zugangsdaten in %2 gepackt</translation>
    </message>
    <message>
      <source>Not in it, because they lie elsewhere: %1</source>
      <extracomment>workspaces/workspaces.py</extracomment>
      <translation>Nicht darin, weil anderswo abgelegt: %1</translation>
    </message>
  </context>
</TS>
