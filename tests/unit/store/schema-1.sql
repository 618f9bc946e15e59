BEGIN TRANSACTION;
CREATE TABLE claims (
	report TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (report, seq), 
	FOREIGN KEY(report) REFERENCES reports (id)
);
INSERT INTO "claims" VALUES('r1',0,'c1','{"id":"c1","source":[[51,59]],"cue":[[60,64]],"content":[[0,49]],"kind":"indirect","stance":"asserts","speaker":{"name":"the army","id":"cmr-mil","country":"CMR","sectors":["MIL"],"anonymous":false,"role":null,"how":null},"parent":null,"rule":""}');
CREATE TABLE decisions (
	seq INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	target TEXT NOT NULL, 
	action TEXT NOT NULL, 
	field TEXT, 
	value TEXT, 
	user TEXT NOT NULL, 
	time TEXT NOT NULL, 
	reason TEXT, 
	undoes TEXT, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "decisions" VALUES(1,'d-8069e591f7989ffd','event:a.txt#7-15/ASSAULT','change','status','denied','ana','2014-06-22T00:00:03.000000Z',NULL,NULL);
CREATE TABLE events (
	report TEXT NOT NULL, 
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	target TEXT NOT NULL, 
	type TEXT NOT NULL, 
	mode TEXT, 
	status TEXT NOT NULL, 
	earliest TEXT, 
	latest TEXT, 
	country TEXT, 
	place TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	who TEXT NOT NULL, 
	quote TEXT NOT NULL, 
	review TEXT, 
	changed TEXT NOT NULL, 
	withdrawn TEXT, 
	why TEXT, 
	body TEXT NOT NULL, 
	PRIMARY KEY (report, id), 
	FOREIGN KEY(report) REFERENCES reports (id)
);
INSERT INTO "events" VALUES('r1','r1-e1','a.txt',0,'event:a.txt#7-15/ASSAULT','ASSAULT','firearms','denied','2014-06-20','2014-06-20','CMR','geonames:2228499|Mora',11.046,-14.14,'gunmen|cmr|people|cmr','Gunmen attacked Mora on Friday, killing 12 people, the army said.','changed','2014-06-22T00:00:03.000000Z',NULL,NULL,'{"id":"r1-e1","type":"ASSAULT","trigger":{"start":7,"end":15,"text":"attacked"},"sentence":0,"mode":"firearms","contexts":[],"cameo":"190","acled":null,"quad":4,"score":-9.0,"actors":[{"start":0,"end":6,"text":"Gunmen","id":null,"name":null,"country":"CMR","sectors":["UAF"],"side":null,"kind":"agent","slot":""}],"recipients":[{"start":43,"end":49,"text":"people","id":null,"name":null,"country":"CMR","sectors":["CVL"],"side":null,"kind":"unknown","slot":""}],"place":{"start":16,"end":20,"text":"Mora","id":"geonames:2228499","name":"Mora","kind":"city","lat":11.046,"lon":-14.14,"country":"CMR","admin1":"Far North","precision":"exact","radius_km":null,"relation":null,"basis":null,"candidates":[]},"when":{"start":24,"end":30,"text":"Friday","earliest":"2014-06-20","latest":"2014-06-20","precision":"day","basis":"stated","historical":false},"status":"happened","factuality":3.0,"source_factuality":null,"claims":["c1"],"counts":[{"kind":"killed","low":12,"high":12,"start":40,"end":42,"text":"12","hedge":null,"who":null,"side":null,"total":false,"claim":null,"part":false}],"territory":null,"confidence":0.8,"evidence":[{"stage":"find","rule":"attack","start":7,"end":15}],"runners_up":[],"coder":{"version":"0.1.0","lexicon":"lexicon-1","engine":"hand"}}');
CREATE TABLE failures (
	place TEXT NOT NULL, 
	error TEXT NOT NULL, 
	retryable INTEGER NOT NULL, 
	time TEXT NOT NULL, 
	PRIMARY KEY (place)
);
CREATE TABLE incident_events (
	incident TEXT NOT NULL, 
	event TEXT NOT NULL, 
	PRIMARY KEY (incident, event)
);
INSERT INTO "incident_events" VALUES('i1','r1-e1');
CREATE TABLE incident_log (
	seq INTEGER NOT NULL, 
	time TEXT NOT NULL, 
	change TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	"into" TEXT, 
	PRIMARY KEY (seq)
);
CREATE TABLE incidents (
	id TEXT NOT NULL, 
	type TEXT NOT NULL, 
	status TEXT NOT NULL, 
	earliest TEXT, 
	latest TEXT, 
	country TEXT, 
	place TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	review TEXT, 
	changed TEXT NOT NULL, 
	withdrawn TEXT, 
	why TEXT, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "incidents" VALUES('i1','ASSAULT','happened','2014-06-20','2014-06-20','CMR','geonames:2228499|Mora',11.046,-14.14,NULL,'2014-06-22T00:00:02.000000Z',NULL,NULL,'{"id":"i1","type":"ASSAULT","mode":"firearms","place":{"start":16,"end":20,"text":"Mora","id":"geonames:2228499","name":"Mora","kind":"city","lat":11.046,"lon":-14.14,"country":"CMR","admin1":"Far North","precision":"exact","radius_km":null,"relation":null,"basis":null,"candidates":[]},"when":{"start":24,"end":30,"text":"Friday","earliest":"2014-06-20","latest":"2014-06-20","precision":"day","basis":"stated","historical":false},"actors":[{"start":0,"end":6,"text":"Gunmen","id":null,"name":null,"country":"CMR","sectors":["UAF"],"side":null,"kind":"agent","slot":""}],"recipients":[{"start":43,"end":49,"text":"people","id":null,"name":null,"country":"CMR","sectors":["CVL"],"side":null,"kind":"unknown","slot":""}],"territory":null,"status":"happened","events":["r1-e1"],"reports":[{"id":"r1","role":"main"}],"counts":[{"kind":"killed","best":12,"low":12,"high":12,"statements":[{"low":12,"high":12,"event":"e1","report":"r1","claim":"c1"}]}],"disputes":[{"field":"killed","values":[{"value":"12","events":["e1"]}]}],"sources":{"reports":1,"independent":1}}');
CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema','1');
CREATE TABLE reports (
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	title TEXT, 
	outlet TEXT, 
	published TEXT, 
	language TEXT, 
	state TEXT NOT NULL, 
	reason TEXT, 
	version TEXT NOT NULL, 
	lexicon TEXT NOT NULL, 
	engine TEXT NOT NULL, 
	coded TEXT NOT NULL, 
	changed TEXT NOT NULL, 
	withdrawn TEXT, 
	why TEXT, 
	superseded_by TEXT, 
	report TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "reports" VALUES('r1','a.txt','=Attack in Mora','Example Wire','2014-06-21','en','coded',NULL,'0.1.0','lexicon-1','hand','2014-06-22T00:00:01.000000Z','2014-06-22T00:00:01.000000Z',NULL,NULL,NULL,'{"id":"r1","text":"Gunmen attacked Mora on Friday, killing 12 people, the army said. Soldiers retook the post.","external_id":"a.txt","title":"=Attack in Mora","published":"2014-06-21","published_basis":"stated","language":"en","outlet":"Example Wire","agencies":["EXW"],"bylines":["A. Writer"],"dateline":"MORA","url":"https://example.org/a","zones":[]}','{"sentences":[{"start":0,"end":65,"first":0,"last":14,"parsed":true},{"start":66,"end":91,"first":14,"last":19,"parsed":true}],"actors":[{"start":51,"end":59,"text":"the army","id":"cmr-mil","name":"Army","country":"CMR","sectors":["MIL"],"kind":"unknown","role":null,"antecedent":null,"rule":"","candidates":[]}],"places":[],"times":[],"counts":[],"dropped":[],"rejected":null,"failed":null,"filled":["events"],"parsed_by":"hand"}');
CREATE TABLE runs (
	seq INTEGER NOT NULL, 
	started TEXT NOT NULL, 
	ended TEXT, 
	read INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	coded INTEGER NOT NULL, 
	rejected INTEGER NOT NULL, 
	failed INTEGER NOT NULL, 
	PRIMARY KEY (seq)
);
CREATE INDEX reports_source ON reports (source);
CREATE INDEX reports_changed ON reports (changed);
CREATE INDEX incidents_changed ON incidents (changed);
CREATE INDEX incident_events_event ON incident_events (event);
CREATE INDEX decisions_target ON decisions (target);
CREATE INDEX events_changed ON events (changed);
CREATE INDEX events_id ON events (id);
CREATE INDEX events_target ON events (target);
CREATE INDEX events_order ON events (earliest, source, seq);
COMMIT;
