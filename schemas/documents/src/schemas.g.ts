/* Generated from the schemas beside it by `npm run generate`; not edited by hand. */
import type { JsonSchema } from './validate/schema.ts';

export const schemas: { readonly [name in 'app' | 'assignment-rule' | 'common' | 'dashboard' | 'duplicate-rule' | 'entity' | 'form' | 'organisation' | 'page' | 'queue' | 'report' | 'role' | 'segmentation' | 'task-type' | 'view']: JsonSchema } = {
  "app": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/app/app.schema.json",
    "title": "AppDocument",
    "description": "Navigation of the runtime for some roles.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "app"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "roles": {
        "type": "array",
        "items": {
          "$ref": "../common/common.schema.json#/$defs/id"
        },
        "description": "Who gets this app; everybody when absent.",
        "maxItems": 500
      },
      "items": {
        "type": "array",
        "items": {
          "title": "NavigationItem",
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "icon": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Name of an icon."
            },
            "view": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "dashboard": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "entity": {
              "$ref": "../common/common.schema.json#/$defs/id",
              "description": "The entity's list with its default view."
            }
          },
          "required": [
            "id"
          ],
          "additionalProperties": false
        },
        "description": "In order; each names one of view, dashboard, entity.",
        "maxItems": 60,
        "minItems": 1
      },
      "home": {
        "type": "object",
        "description": "The home page.",
        "properties": {
          "dashboards": {
            "type": "array",
            "items": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "description": "Shown on the home page below the work list.",
            "maxItems": 5
          }
        },
        "required": [],
        "additionalProperties": false
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "items"
    ],
    "additionalProperties": false
  },
  "assignment-rule": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/assignment-rule/assignment-rule.schema.json",
    "title": "AssignmentRuleDocument",
    "description": "Decides which records become whose tasks: recall, match, frequency, validity.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "assignment-rule"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "enabled": {
        "type": "boolean",
        "default": true,
        "description": "A rule that is off can still be simulated."
      },
      "taskType": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "order": {
        "type": "integer",
        "minimum": 0,
        "maximum": 9999,
        "default": 100,
        "description": "Rules that are due together run in this order."
      },
      "recall": {
        "type": "object",
        "properties": {
          "records": {
            "type": "object",
            "description": "Which records. Those with an open task of this type are always left out.",
            "properties": {
              "where": {
                "$ref": "../common/common.schema.json#/$defs/expression"
              },
              "sort": {
                "$ref": "../common/common.schema.json#/$defs/sort"
              },
              "limit": {
                "type": "integer",
                "minimum": 1,
                "maximum": 100000,
                "default": 10000,
                "description": "Records a run looks at."
              },
              "untouchedFor": {
                "$ref": "../common/common.schema.json#/$defs/duration",
                "description": "Leaves out records with a completed task of this type within this time."
              }
            },
            "required": [],
            "additionalProperties": false
          },
          "operators": {
            "type": "object",
            "description": "Which users. Inactive ones are always left out.",
            "properties": {
              "where": {
                "$ref": "../common/common.schema.json#/$defs/expression",
                "description": "Fields of `user`."
              }
            },
            "required": [],
            "additionalProperties": false
          }
        },
        "required": [
          "records",
          "operators"
        ],
        "additionalProperties": false
      },
      "match": {
        "type": "object",
        "properties": {
          "strategy": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Id of an assignment strategy: round-robin, least-loaded, weighted."
          },
          "pair": {
            "$ref": "../common/common.schema.json#/$defs/expression",
            "description": "Who may get what: over the record, and the user as `operator`."
          },
          "capacity": {
            "$ref": "../common/common.schema.json#/$defs/expression",
            "description": "Units an operator can hold at once: a number over fields of `user`. No limit when absent."
          },
          "load": {
            "type": "object",
            "description": "What counts as load: open tasks.",
            "properties": {
              "taskTypes": {
                "type": "array",
                "items": {
                  "$ref": "../common/common.schema.json#/$defs/id"
                },
                "description": "Open tasks of these types count; this rule's type when absent.",
                "maxItems": 500
              }
            },
            "required": [],
            "additionalProperties": false
          },
          "weight": {
            "$ref": "../common/common.schema.json#/$defs/expression",
            "description": "Share of an operator for `weighted`: a number over fields of `user`, 1 when absent."
          },
          "limits": {
            "type": "object",
            "description": "Tasks that one operator may get by this rule in a calendar period of the organisation's time zone.",
            "properties": {
              "perDay": {
                "type": "integer",
                "minimum": 1
              },
              "perWeek": {
                "type": "integer",
                "minimum": 1
              },
              "perMonth": {
                "type": "integer",
                "minimum": 1
              }
            },
            "required": [],
            "additionalProperties": false
          },
          "takeOwnership": {
            "type": "boolean",
            "default": false,
            "description": "The operator also becomes the owner of the record."
          }
        },
        "required": [
          "strategy"
        ],
        "additionalProperties": false
      },
      "frequency": {
        "type": "object",
        "description": "When it runs; by hand only when empty.",
        "properties": {
          "schedule": {
            "title": "Cron",
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Cron, five fields, in the time zone below."
          },
          "timeZone": {
            "$ref": "../common/common.schema.json#/$defs/timeZone",
            "description": "The organisation's when absent."
          }
        },
        "required": [],
        "additionalProperties": false
      },
      "validity": {
        "type": "object",
        "description": "For how long a task holds.",
        "properties": {
          "lapseAfter": {
            "$ref": "../common/common.schema.json#/$defs/duration"
          },
          "warnBefore": {
            "$ref": "../common/common.schema.json#/$defs/duration"
          },
          "onLapse": {
            "enum": [
              "queue",
              "reassign",
              "close"
            ],
            "default": "close"
          },
          "queue": {
            "$ref": "../common/common.schema.json#/$defs/id",
            "description": "Where lapsed tasks go with `queue`."
          }
        },
        "required": [
          "lapseAfter"
        ],
        "additionalProperties": false
      },
      "waiting": {
        "type": "object",
        "properties": {
          "queue": {
            "$ref": "../common/common.schema.json#/$defs/id",
            "description": "Records that nobody can take wait here."
          }
        },
        "required": [
          "queue"
        ],
        "additionalProperties": false
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "taskType",
      "recall",
      "match"
    ],
    "additionalProperties": false
  },
  "common": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/common/common.schema.json",
    "title": "Common",
    "description": "Parts that several document kinds share.",
    "type": "object",
    "$defs": {
      "id": {
        "title": "Id",
        "type": "string",
        "pattern": "^[a-z][a-z0-9_]{0,47}$",
        "description": "Permanent id: lower case letters, digits and underscores."
      },
      "text": {
        "title": "Text",
        "description": "One text for every language, or a text per language.",
        "anyOf": [
          {
            "type": "string",
            "maxLength": 2000
          },
          {
            "type": "object",
            "properties": {
              "en": {
                "type": "string",
                "maxLength": 2000
              },
              "zh-CN": {
                "type": "string",
                "maxLength": 2000
              }
            },
            "additionalProperties": false,
            "minProperties": 1
          }
        ],
        "tsType": "Text"
      },
      "expression": {
        "title": "Expression",
        "description": "A JsonLogic value.",
        "tsType": "Expression",
        "type": [
          "null",
          "boolean",
          "number",
          "string",
          "array",
          "object"
        ]
      },
      "path": {
        "title": "Path",
        "type": "string",
        "pattern": "^[a-z][a-z0-9_]{0,47}(\\.[a-z][a-z0-9_]{0,47}){0,4}$",
        "description": "A field, or a field of a related record: `owner.team`."
      },
      "duration": {
        "title": "Duration",
        "type": "string",
        "pattern": "^P(?=\\d|T\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?)?$",
        "description": "ISO 8601 duration: P3D, PT12H."
      },
      "timeZone": {
        "title": "TimeZone",
        "type": "string",
        "maxLength": 64,
        "description": "IANA name: Asia/Shanghai."
      },
      "color": {
        "title": "Color",
        "enum": [
          "neutral",
          "blue",
          "cyan",
          "green",
          "lime",
          "gold",
          "orange",
          "red",
          "magenta",
          "purple",
          "geekblue"
        ],
        "description": "A named colour of the theme, legible in light and dark."
      },
      "sort": {
        "title": "Sort",
        "type": "array",
        "maxItems": 5,
        "items": {
          "type": "object",
          "properties": {
            "field": {
              "$ref": "#/$defs/path"
            },
            "direction": {
              "enum": [
                "asc",
                "desc"
              ],
              "default": "asc"
            }
          },
          "required": [
            "field"
          ],
          "additionalProperties": false,
          "title": "SortKey"
        }
      }
    }
  },
  "dashboard": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/dashboard/dashboard.schema.json",
    "title": "DashboardDocument",
    "description": "A grid of tiles, twelve columns wide.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "dashboard"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "tiles": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "type": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Id of a tile type: number, bar, line, pie, table …"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "report": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "position": {
              "type": "object",
              "description": "In grid cells.",
              "properties": {
                "x": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 11
                },
                "y": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 999
                },
                "w": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 12
                },
                "h": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 40
                }
              },
              "required": [
                "x",
                "y",
                "w",
                "h"
              ],
              "additionalProperties": false
            },
            "options": {
              "type": "object",
              "additionalProperties": true,
              "tsType": "{ readonly [option: string]: unknown }",
              "description": "Settings of the tile type."
            }
          },
          "required": [
            "id",
            "type",
            "position"
          ],
          "additionalProperties": false,
          "title": "TileDocument"
        },
        "description": "In reading order.",
        "maxItems": 60,
        "minItems": 1
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "tiles"
    ],
    "additionalProperties": false
  },
  "duplicate-rule": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/duplicate-rule/duplicate-rule.schema.json",
    "title": "DuplicateRuleDocument",
    "description": "Says which records of an entity may stand for the same thing.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "duplicate-rule"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "match": {
        "type": "array",
        "minItems": 1,
        "maxItems": 10,
        "description": "Ways in which two records may match; one is enough.",
        "items": {
          "type": "object",
          "title": "MatchWayDocument",
          "properties": {
            "all": {
              "type": "array",
              "minItems": 1,
              "maxItems": 5,
              "description": "All of these must match; an empty value matches nothing.",
              "items": {
                "type": "object",
                "title": "MatchFieldDocument",
                "properties": {
                  "field": {
                    "$ref": "../common/common.schema.json#/$defs/id"
                  },
                  "how": {
                    "enum": [
                      "exact",
                      "email",
                      "phone",
                      "company",
                      "fuzzy"
                    ],
                    "description": "exact: the same value. email, phone, company: the same address, number or company name however it is written. fuzzy: similar text."
                  },
                  "threshold": {
                    "type": "number",
                    "minimum": 0.5,
                    "maximum": 1,
                    "description": "For fuzzy: how much of the two texts must be the same, 0.7 when absent."
                  },
                  "ignoreTag": {
                    "type": "boolean",
                    "description": "For email: anna+shop@example.com counts as anna@example.com."
                  }
                },
                "required": [
                  "field",
                  "how"
                ],
                "additionalProperties": false
              }
            }
          },
          "required": [
            "all"
          ],
          "additionalProperties": false
        }
      },
      "where": {
        "$ref": "../common/common.schema.json#/$defs/expression",
        "description": "Only records for which this holds are compared; over their own values. All when absent."
      },
      "action": {
        "enum": [
          "warn",
          "block"
        ],
        "description": "warn (when absent): people are told and go on. block: such a record is not written."
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "entity",
      "match"
    ],
    "additionalProperties": false
  },
  "entity": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/entity/entity.schema.json",
    "title": "EntityDocument",
    "description": "A type of record, such as account or opportunity. The ids `user` and `team` add fields to the built-in entities.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "entity"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "labelPlural": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "icon": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "Name of an icon of the icon set."
      },
      "titleField": {
        "$ref": "../common/common.schema.json#/$defs/id",
        "description": "The field that names a record wherever it is referred to."
      },
      "fields": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "type": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200,
              "description": "Id of a field type."
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "help": {
              "$ref": "../common/common.schema.json#/$defs/text",
              "description": "Shown beside the control."
            },
            "required": {
              "type": "boolean",
              "default": false,
              "description": "Empty is refused on every write."
            },
            "requiredWhen": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "Empty is refused while this holds for the record as it would be. May speak of `viewer`."
            },
            "unique": {
              "type": "boolean",
              "default": false,
              "description": "No two live records hold the same value."
            },
            "ignoreCase": {
              "type": "boolean",
              "default": false,
              "description": "For a unique field: upper and lower case, and full and half width, are alike."
            },
            "readOnly": {
              "type": "boolean",
              "default": false,
              "description": "Set by imports, rules and effects, not by people."
            },
            "readOnlyWhen": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "People may not change it while this holds for the record as it was and as it would be. May speak of `viewer`."
            },
            "default": {
              "description": "Value for new records that do not state one.",
              "tsType": "unknown"
            },
            "options": {
              "type": "object",
              "description": "Settings of the field type; see its options schema.",
              "tsType": "{ readonly [option: string]: unknown }",
              "additionalProperties": true
            }
          },
          "required": [
            "id",
            "type"
          ],
          "additionalProperties": false,
          "title": "FieldDocument"
        },
        "description": "In the order that forms and tables use by default.",
        "maxItems": 500,
        "minItems": 0
      },
      "searchFields": {
        "type": "array",
        "items": {
          "$ref": "../common/common.schema.json#/$defs/id"
        },
        "description": "Fields that the search box of a list looks into; the title field when absent.",
        "maxItems": 500
      },
      "sort": {
        "$ref": "../common/common.schema.json#/$defs/sort",
        "description": "Order of lists that state none; newest first when absent."
      },
      "rules": {
        "type": "array",
        "maxItems": 200,
        "description": "What must hold for every record that is written.",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "description": {
              "$ref": "../common/common.schema.json#/$defs/text",
              "description": "Shown to administrators and as help."
            },
            "must": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "A write that leaves this untrue is refused. It is asked when a write touches what it reads. May speak of `viewer`."
            },
            "message": {
              "$ref": "../common/common.schema.json#/$defs/text",
              "description": "Told to whoever is refused: what to do."
            },
            "fields": {
              "type": "array",
              "items": {
                "$ref": "../common/common.schema.json#/$defs/id"
              },
              "description": "Fields that the message stands at; the whole record when absent.",
              "minItems": 1,
              "maxItems": 500
            }
          },
          "required": [
            "id",
            "label",
            "must",
            "message"
          ],
          "additionalProperties": false,
          "title": "RuleDocument"
        }
      },
      "uniques": {
        "type": "array",
        "maxItems": 50,
        "description": "Fields whose values no two live records share together. A record that leaves one of them empty is compared with none.",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "fields": {
              "type": "array",
              "items": {
                "$ref": "../common/common.schema.json#/$defs/id"
              },
              "description": "The fields, in an order that helps to find records by the first ones.",
              "minItems": 1,
              "maxItems": 8,
              "uniqueItems": true
            },
            "ignoreCase": {
              "type": "boolean",
              "default": false,
              "description": "In texts, upper and lower case, and full and half width, are alike."
            },
            "message": {
              "$ref": "../common/common.schema.json#/$defs/text",
              "description": "Told to whoever is refused: what to do."
            }
          },
          "required": [
            "id",
            "fields"
          ],
          "additionalProperties": false,
          "title": "UniqueDocument"
        }
      },
      "indexes": {
        "type": "array",
        "maxItems": 16,
        "description": "Indexes beside those that follow from relations, unique fields and views: lists that ask for them stay fast, and every write keeps them.",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "filter": {
              "type": "array",
              "items": {
                "$ref": "../common/common.schema.json#/$defs/id"
              },
              "description": "Fields that conditions compare with a value: first those that must be equal to it.",
              "minItems": 1,
              "maxItems": 5,
              "uniqueItems": true
            },
            "sort": {
              "$ref": "../common/common.schema.json#/$defs/sort",
              "description": "The order of the lists that it is for."
            }
          },
          "required": [
            "id"
          ],
          "additionalProperties": false,
          "title": "IndexDocument"
        }
      },
      "recordTypes": {
        "type": "array",
        "maxItems": 50,
        "minItems": 1,
        "description": "Kinds of record of one entity, each with a form and choices of its own. They add the field `record_type`.",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "description": {
              "$ref": "../common/common.schema.json#/$defs/text",
              "description": "Shown where a record type is chosen."
            },
            "form": {
              "$ref": "../common/common.schema.json#/$defs/id",
              "description": "Form for records of this type; the form of the entity when absent."
            },
            "choices": {
              "type": "array",
              "maxItems": 100,
              "description": "Fields whose options are fewer for records of this type.",
              "items": {
                "type": "object",
                "properties": {
                  "field": {
                    "$ref": "../common/common.schema.json#/$defs/id",
                    "description": "A choice field of the entity."
                  },
                  "options": {
                    "type": "array",
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 200
                    },
                    "description": "Ids of the options that are left.",
                    "minItems": 1,
                    "maxItems": 500,
                    "uniqueItems": true
                  }
                },
                "required": [
                  "field",
                  "options"
                ],
                "additionalProperties": false,
                "title": "RecordTypeChoices"
              }
            }
          },
          "required": [
            "id",
            "label"
          ],
          "additionalProperties": false,
          "title": "RecordTypeDocument"
        }
      },
      "defaultRecordType": {
        "$ref": "../common/common.schema.json#/$defs/id",
        "description": "Record type of new records that state none; the first when absent."
      },
      "stages": {
        "type": "object",
        "description": "The way of a record through the options of a choice field. Adds the field `<field>_since`: since when it is where it is.",
        "properties": {
          "field": {
            "$ref": "../common/common.schema.json#/$defs/id",
            "description": "A choice field of the entity. Its options are the stages, in order."
          },
          "initial": {
            "type": "array",
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            },
            "description": "Stages that a new record may have; any when absent. Imports may bring records in any stage.",
            "minItems": 1,
            "maxItems": 500,
            "uniqueItems": true
          },
          "transitions": {
            "type": "array",
            "maxItems": 200,
            "minItems": 1,
            "description": "The moves that are allowed; all others are refused.",
            "items": {
              "type": "object",
              "properties": {
                "from": {
                  "type": "array",
                  "items": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "description": "Stages that it leads out of.",
                  "minItems": 1,
                  "maxItems": 500,
                  "uniqueItems": true
                },
                "to": {
                  "type": "array",
                  "items": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "description": "Stages that it leads to.",
                  "minItems": 1,
                  "maxItems": 500,
                  "uniqueItems": true
                },
                "required": {
                  "type": "array",
                  "items": {
                    "$ref": "../common/common.schema.json#/$defs/id"
                  },
                  "description": "Fields that must not be empty after the move.",
                  "minItems": 1,
                  "maxItems": 500
                },
                "when": {
                  "$ref": "../common/common.schema.json#/$defs/expression",
                  "description": "The move is allowed while this holds for the record as it would be. May speak of `viewer`."
                },
                "roles": {
                  "type": "array",
                  "items": {
                    "$ref": "../common/common.schema.json#/$defs/id"
                  },
                  "description": "Holders of these roles may make the move; everybody when absent.",
                  "minItems": 1,
                  "maxItems": 500
                }
              },
              "required": [
                "from",
                "to"
              ],
              "additionalProperties": false,
              "title": "TransitionDocument"
            }
          }
        },
        "required": [
          "field",
          "transitions"
        ],
        "additionalProperties": false,
        "title": "StagesDocument"
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "fields"
    ],
    "additionalProperties": false
  },
  "form": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/form/form.schema.json",
    "title": "FormDocument",
    "description": "How people enter and change the records of an entity.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "form"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "use": {
        "enum": [
          "create",
          "edit",
          "both"
        ],
        "default": "both",
        "description": "When this form is offered."
      },
      "sections": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "columns": {
              "type": "integer",
              "minimum": 1,
              "maximum": 4,
              "default": 2
            },
            "visible": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "The section shows only while this holds."
            },
            "fields": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "field": {
                    "$ref": "../common/common.schema.json#/$defs/id"
                  },
                  "span": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 4,
                    "default": 1,
                    "description": "Columns it takes."
                  },
                  "visible": {
                    "$ref": "../common/common.schema.json#/$defs/expression"
                  },
                  "required": {
                    "$ref": "../common/common.schema.json#/$defs/expression",
                    "description": "Empty is refused while this holds."
                  },
                  "readOnly": {
                    "$ref": "../common/common.schema.json#/$defs/expression"
                  }
                },
                "required": [
                  "field"
                ],
                "additionalProperties": false,
                "title": "FormField"
              },
              "description": "In order.",
              "maxItems": 500,
              "minItems": 1
            }
          },
          "required": [
            "id",
            "fields"
          ],
          "additionalProperties": false,
          "title": "FormSection"
        },
        "description": "In order.",
        "maxItems": 500,
        "minItems": 1
      }
    },
    "required": [
      "kind",
      "id",
      "entity",
      "label",
      "sections"
    ],
    "additionalProperties": false
  },
  "organisation": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/organisation/organisation.schema.json",
    "title": "OrganisationDocument",
    "description": "The organisation as a whole: its time zone, currency and languages. A configuration has at most one, with id `main`.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "organisation"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "timeZone": {
        "$ref": "../common/common.schema.json#/$defs/timeZone",
        "description": "Where days begin and schedules run. Default UTC."
      },
      "currency": {
        "type": "string",
        "pattern": "^[A-Z]{3}$",
        "description": "ISO 4217 code that money fields use unless they say otherwise. Default USD."
      },
      "languages": {
        "type": "array",
        "items": {
          "enum": [
            "en",
            "zh-CN"
          ]
        },
        "minItems": 1,
        "uniqueItems": true,
        "description": "The first one is the default."
      },
      "phoneRegion": {
        "type": "string",
        "pattern": "^[A-Z]{2}$",
        "description": "ISO 3166 country of phone numbers written without a country code. Default US."
      },
      "defaultRoles": {
        "type": "array",
        "items": {
          "$ref": "../common/common.schema.json#/$defs/id"
        },
        "description": "Roles of users who were given none.",
        "maxItems": 50
      }
    },
    "required": [
      "kind",
      "id"
    ],
    "additionalProperties": false
  },
  "page": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/page/page.schema.json",
    "title": "PageDocument",
    "description": "The page of one record of an entity.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "page"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "recordTypes": {
        "type": "array",
        "items": {
          "$ref": "../common/common.schema.json#/$defs/id"
        },
        "description": "Record types that have this page; all when absent.",
        "minItems": 1,
        "maxItems": 100
      },
      "roles": {
        "type": "array",
        "items": {
          "$ref": "../common/common.schema.json#/$defs/id"
        },
        "description": "Who gets this page; everybody when absent.",
        "minItems": 1,
        "maxItems": 100
      },
      "summary": {
        "type": "array",
        "items": {
          "$ref": "../common/common.schema.json#/$defs/path"
        },
        "description": "What stands above the tabs, in order.",
        "maxItems": 12
      },
      "tabs": {
        "type": "array",
        "items": {
          "title": "PageTab",
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "sections": {
              "type": "array",
              "description": "In order.",
              "minItems": 1,
              "maxItems": 20,
              "items": {
                "title": "PageSection",
                "type": "object",
                "properties": {
                  "id": {
                    "$ref": "../common/common.schema.json#/$defs/id"
                  },
                  "label": {
                    "$ref": "../common/common.schema.json#/$defs/text"
                  },
                  "show": {
                    "enum": [
                      "form",
                      "fields",
                      "list",
                      "timeline",
                      "files",
                      "history",
                      "report",
                      "work"
                    ],
                    "description": "What the section shows; `form` is every field as the edit form has them."
                  },
                  "visible": {
                    "$ref": "../common/common.schema.json#/$defs/expression",
                    "description": "The section shows only while this holds."
                  },
                  "fields": {
                    "type": "array",
                    "items": {
                      "$ref": "../common/common.schema.json#/$defs/path"
                    },
                    "description": "For `fields`: of the record and of records that it refers to.",
                    "minItems": 1,
                    "maxItems": 100
                  },
                  "columns": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 4,
                    "description": "For `fields`: side by side; 2 when absent."
                  },
                  "list": {
                    "type": "object",
                    "title": "PageList",
                    "description": "For `list`: which related records, and what of them.",
                    "properties": {
                      "relation": {
                        "$ref": "../common/common.schema.json#/$defs/id",
                        "description": "A relation of the record that leads to many."
                      },
                      "columns": {
                        "type": "array",
                        "items": {
                          "$ref": "../common/common.schema.json#/$defs/path"
                        },
                        "description": "In order; those of the default view when absent.",
                        "minItems": 1,
                        "maxItems": 30
                      },
                      "where": {
                        "$ref": "../common/common.schema.json#/$defs/expression",
                        "description": "Only records for which this holds."
                      },
                      "sort": {
                        "$ref": "../common/common.schema.json#/$defs/sort"
                      },
                      "create": {
                        "type": "boolean",
                        "default": true,
                        "description": "Whether a new record can be made from here."
                      }
                    },
                    "required": [
                      "relation"
                    ],
                    "additionalProperties": false
                  },
                  "timeline": {
                    "type": "object",
                    "title": "PageTimeline",
                    "description": "For `timeline`: what it tells of; everything when absent.",
                    "properties": {
                      "kinds": {
                        "type": "array",
                        "items": {
                          "enum": [
                            "change",
                            "task",
                            "touchpoint",
                            "file",
                            "related"
                          ]
                        },
                        "description": "Kinds of events.",
                        "minItems": 1,
                        "maxItems": 5
                      },
                      "relations": {
                        "type": "array",
                        "items": {
                          "$ref": "../common/common.schema.json#/$defs/id"
                        },
                        "description": "Relations whose records are told of; those that point here when absent.",
                        "maxItems": 20
                      }
                    },
                    "required": [],
                    "additionalProperties": false
                  },
                  "report": {
                    "type": "object",
                    "title": "PageReport",
                    "description": "For `report`: which figures.",
                    "properties": {
                      "report": {
                        "$ref": "../common/common.schema.json#/$defs/id"
                      },
                      "by": {
                        "$ref": "../common/common.schema.json#/$defs/path",
                        "description": "From the report's entity to this record: only what belongs to it counts."
                      },
                      "type": {
                        "type": "string",
                        "minLength": 1,
                        "maxLength": 200,
                        "description": "Id of a tile type."
                      }
                    },
                    "required": [
                      "report",
                      "by",
                      "type"
                    ],
                    "additionalProperties": false
                  }
                },
                "required": [
                  "id",
                  "show"
                ],
                "additionalProperties": false
              }
            }
          },
          "required": [
            "id",
            "label",
            "sections"
          ],
          "additionalProperties": false
        },
        "description": "In order.",
        "minItems": 1,
        "maxItems": 30
      }
    },
    "required": [
      "kind",
      "id",
      "entity",
      "label",
      "tabs"
    ],
    "additionalProperties": false
  },
  "queue": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/queue/queue.schema.json",
    "title": "QueueDocument",
    "description": "Holds records and tasks that no operator owns.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "queue"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "members": {
        "$ref": "../common/common.schema.json#/$defs/expression",
        "description": "Which users serve the queue; fields of `user`. Everybody with the right when absent."
      },
      "limits": {
        "type": "object",
        "description": "Per operator.",
        "properties": {
          "holds": {
            "type": "integer",
            "minimum": 1,
            "description": "Open tasks claimed from this queue that one operator may hold."
          },
          "claimsPerDay": {
            "type": "integer",
            "minimum": 1,
            "description": "In the organisation's time zone."
          }
        },
        "required": [],
        "additionalProperties": false
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "entity"
    ],
    "additionalProperties": false
  },
  "report": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/report/report.schema.json",
    "title": "ReportDocument",
    "description": "Figures over the records of an entity.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "report"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "where": {
        "$ref": "../common/common.schema.json#/$defs/expression"
      },
      "groupBy": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "field": {
              "$ref": "../common/common.schema.json#/$defs/path"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "bucket": {
              "enum": [
                "day",
                "week",
                "month",
                "quarter",
                "year"
              ],
              "description": "For dates and date-times, in the organisation's time zone."
            }
          },
          "required": [
            "id",
            "field"
          ],
          "additionalProperties": false,
          "title": "GroupDocument"
        },
        "description": "In order.",
        "maxItems": 3
      },
      "measures": {
        "type": "array",
        "items": {
          "title": "MeasureDocument",
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "aggregate": {
              "enum": [
                "count",
                "sum",
                "avg",
                "min",
                "max"
              ]
            },
            "field": {
              "$ref": "../common/common.schema.json#/$defs/path",
              "description": "What to aggregate; not for count."
            },
            "where": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "Only records for which this holds count."
            },
            "formula": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "A number over the other measures, instead of an aggregate."
            },
            "format": {
              "enum": [
                "number",
                "percent",
                "money"
              ],
              "description": "How the figure is written; from the field when absent."
            }
          },
          "required": [
            "id"
          ],
          "additionalProperties": false
        },
        "description": "In order.",
        "maxItems": 20,
        "minItems": 1
      },
      "sort": {
        "type": "array",
        "maxItems": 3,
        "items": {
          "type": "object",
          "properties": {
            "by": {
              "$ref": "../common/common.schema.json#/$defs/id",
              "description": "A measure or a group."
            },
            "direction": {
              "enum": [
                "asc",
                "desc"
              ],
              "default": "asc"
            }
          },
          "required": [
            "by"
          ],
          "additionalProperties": false,
          "title": "ReportSortKey"
        },
        "description": "By group when absent."
      },
      "limit": {
        "type": "integer",
        "minimum": 1,
        "maximum": 1000,
        "default": 100,
        "description": "Rows."
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "entity",
      "measures"
    ],
    "additionalProperties": false
  },
  "role": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/role/role.schema.json",
    "title": "RoleDocument",
    "description": "What its holders may see and do.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "role"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "grants": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "entity": {
              "type": "string",
              "pattern": "^(\\*|[a-z][a-z0-9_]{0,47})$",
              "description": "An entity, or * for all."
            },
            "actions": {
              "type": "array",
              "items": {
                "enum": [
                  "read",
                  "create",
                  "update",
                  "delete",
                  "restore",
                  "export",
                  "import",
                  "assign",
                  "merge"
                ]
              },
              "description": "On records.",
              "maxItems": 500,
              "uniqueItems": true,
              "minItems": 1
            },
            "where": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "Row rule: only records for which this holds; `viewer` is the user."
            },
            "fields": {
              "type": "object",
              "description": "Of the entity named.",
              "properties": {
                "hidden": {
                  "type": "array",
                  "items": {
                    "$ref": "../common/common.schema.json#/$defs/id"
                  },
                  "description": "Behave like fields that do not exist.",
                  "maxItems": 500
                },
                "readOnly": {
                  "type": "array",
                  "items": {
                    "$ref": "../common/common.schema.json#/$defs/id"
                  },
                  "description": "Seen, not written.",
                  "maxItems": 500
                }
              },
              "required": [],
              "additionalProperties": false
            }
          },
          "required": [
            "entity",
            "actions"
          ],
          "additionalProperties": false,
          "title": "GrantDocument"
        },
        "description": "The union of all grants of all roles holds.",
        "maxItems": 500
      },
      "capabilities": {
        "type": "array",
        "items": {
          "enum": [
            "configure",
            "manage_users",
            "manage_work",
            "reveal_secrets",
            "share_views",
            "work"
          ]
        },
        "description": "configure: the studio. manage_users: sign-ins, roles, tokens. manage_work: everybody's tasks, assignment runs. reveal_secrets: values behind masks, each look noted. share_views: views and favourites for others. work: own tasks.",
        "maxItems": 500,
        "uniqueItems": true
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "grants"
    ],
    "additionalProperties": false
  },
  "segmentation": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/segmentation/segmentation.schema.json",
    "title": "SegmentationDocument",
    "description": "Divides the records of an entity into segments that exclude each other.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "segmentation"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "period": {
        "enum": [
          "continuous"
        ],
        "default": "continuous",
        "description": "Membership follows the data."
      },
      "segments": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "color": {
              "$ref": "../common/common.schema.json#/$defs/color"
            },
            "when": {
              "$ref": "../common/common.schema.json#/$defs/expression"
            }
          },
          "required": [
            "id",
            "when"
          ],
          "additionalProperties": false,
          "title": "SegmentDocument"
        },
        "description": "In order: the first whose condition holds wins.",
        "maxItems": 100,
        "minItems": 1
      },
      "otherwise": {
        "type": "object",
        "description": "The segment of records for which no condition holds.",
        "properties": {
          "id": {
            "$ref": "../common/common.schema.json#/$defs/id"
          },
          "label": {
            "$ref": "../common/common.schema.json#/$defs/text"
          },
          "color": {
            "$ref": "../common/common.schema.json#/$defs/color"
          }
        },
        "required": [
          "id"
        ],
        "additionalProperties": false
      },
      "exclusivity": {
        "enum": [
          "ordered"
        ],
        "default": "ordered"
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "entity",
      "segments",
      "otherwise"
    ],
    "additionalProperties": false
  },
  "task-type": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/task-type/task-type.schema.json",
    "title": "TaskTypeDocument",
    "description": "A kind of work that an operator does for one record.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "task-type"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "icon": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "Name of an icon."
      },
      "facts": {
        "type": "array",
        "items": {
          "$ref": "../common/common.schema.json#/$defs/path"
        },
        "description": "Fields shown as key facts.",
        "maxItems": 30
      },
      "lists": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "relation": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "columns": {
              "type": "array",
              "items": {
                "$ref": "../common/common.schema.json#/$defs/path"
              },
              "description": "In order.",
              "maxItems": 12,
              "minItems": 1
            },
            "sort": {
              "$ref": "../common/common.schema.json#/$defs/sort"
            }
          },
          "required": [
            "relation",
            "columns"
          ],
          "additionalProperties": false,
          "title": "RelatedList"
        },
        "description": "Related records shown beside the facts.",
        "maxItems": 10
      },
      "instructions": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "What to do and say; Markdown without HTML."
      },
      "priority": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "score": {
              "$ref": "../common/common.schema.json#/$defs/expression",
              "description": "A number; empty counts as 0."
            }
          },
          "required": [
            "id",
            "score"
          ],
          "additionalProperties": false,
          "title": "PriorityPart"
        },
        "description": "Named parts; their sum orders the work list, highest first.",
        "maxItems": 20
      },
      "hot": {
        "$ref": "../common/common.schema.json#/$defs/expression",
        "description": "Marks the task as hot while this holds."
      },
      "due": {
        "$ref": "../common/common.schema.json#/$defs/duration",
        "description": "From assignment."
      },
      "outcomes": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "id": {
              "$ref": "../common/common.schema.json#/$defs/id"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "color": {
              "$ref": "../common/common.schema.json#/$defs/color"
            },
            "hint": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "fields": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "field": {
                    "$ref": "../common/common.schema.json#/$defs/id",
                    "description": "A field of the entity that the operator fills in."
                  },
                  "required": {
                    "type": "boolean",
                    "default": false,
                    "description": "Must be filled to complete the task."
                  }
                },
                "required": [
                  "field"
                ],
                "additionalProperties": false,
                "title": "OutcomeField"
              },
              "description": "In order.",
              "maxItems": 30
            },
            "note": {
              "enum": [
                "none",
                "optional",
                "required"
              ],
              "default": "optional",
              "description": "A free note kept with the task."
            },
            "effects": {
              "type": "array",
              "items": {
                "title": "Effect",
                "anyOf": [
                  {
                    "type": "object",
                    "properties": {
                      "set": {
                        "type": "object",
                        "description": "Field id → value or expression over the record.",
                        "properties": {},
                        "required": [],
                        "additionalProperties": {
                          "$ref": "../common/common.schema.json#/$defs/expression"
                        },
                        "minProperties": 1
                      }
                    },
                    "required": [
                      "set"
                    ],
                    "additionalProperties": false,
                    "title": "SetEffect"
                  },
                  {
                    "type": "object",
                    "properties": {
                      "followUp": {
                        "type": "object",
                        "properties": {
                          "taskType": {
                            "$ref": "../common/common.schema.json#/$defs/id"
                          },
                          "after": {
                            "$ref": "../common/common.schema.json#/$defs/duration"
                          },
                          "to": {
                            "enum": [
                              "same-operator",
                              "queue"
                            ],
                            "default": "same-operator"
                          },
                          "queue": {
                            "$ref": "../common/common.schema.json#/$defs/id"
                          }
                        },
                        "required": [
                          "taskType",
                          "after"
                        ],
                        "additionalProperties": false
                      }
                    },
                    "required": [
                      "followUp"
                    ],
                    "additionalProperties": false,
                    "title": "FollowUpEffect"
                  },
                  {
                    "type": "object",
                    "description": "The record loses its owner and goes to a queue.",
                    "properties": {
                      "release": {
                        "type": "object",
                        "properties": {
                          "queue": {
                            "$ref": "../common/common.schema.json#/$defs/id"
                          }
                        },
                        "required": [
                          "queue"
                        ],
                        "additionalProperties": false
                      }
                    },
                    "required": [
                      "release"
                    ],
                    "additionalProperties": false,
                    "title": "ReleaseEffect"
                  }
                ]
              },
              "description": "Carried out with the completion, in order, all or none.",
              "maxItems": 10
            }
          },
          "required": [
            "id",
            "label"
          ],
          "additionalProperties": false,
          "title": "OutcomeDocument"
        },
        "description": "What may come of it.",
        "maxItems": 30,
        "minItems": 1
      }
    },
    "required": [
      "kind",
      "id",
      "label",
      "entity",
      "outcomes"
    ],
    "additionalProperties": false
  },
  "view": {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://tenon.dev/schemas/view/view.schema.json",
    "title": "ViewDocument",
    "description": "A way to look at the records of an entity.",
    "type": "object",
    "properties": {
      "$schema": {
        "type": "string",
        "description": "Where editors find this schema; ignored otherwise."
      },
      "format": {
        "type": "integer",
        "minimum": 1,
        "description": "Version of this kind's format; the newest when absent."
      },
      "kind": {
        "const": "view"
      },
      "id": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "label": {
        "$ref": "../common/common.schema.json#/$defs/text"
      },
      "description": {
        "$ref": "../common/common.schema.json#/$defs/text",
        "description": "Shown to administrators and as help."
      },
      "entity": {
        "$ref": "../common/common.schema.json#/$defs/id"
      },
      "type": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "Id of a view type; `table` when absent."
      },
      "columns": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": {
            "field": {
              "$ref": "../common/common.schema.json#/$defs/path"
            },
            "label": {
              "$ref": "../common/common.schema.json#/$defs/text"
            },
            "width": {
              "type": "integer",
              "minimum": 40,
              "maximum": 1200,
              "description": "Pixels."
            }
          },
          "required": [
            "field"
          ],
          "additionalProperties": false,
          "title": "ViewColumn"
        },
        "description": "In order.",
        "maxItems": 60,
        "minItems": 1
      },
      "where": {
        "$ref": "../common/common.schema.json#/$defs/expression",
        "description": "Only records for which this holds."
      },
      "sort": {
        "$ref": "../common/common.schema.json#/$defs/sort"
      },
      "options": {
        "type": "object",
        "additionalProperties": true,
        "tsType": "{ readonly [option: string]: unknown }",
        "description": "Settings of the view type."
      }
    },
    "required": [
      "kind",
      "id",
      "entity",
      "label",
      "columns"
    ],
    "additionalProperties": false
  }
};
