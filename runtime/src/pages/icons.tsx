import {
  BulbOutlined as BulbOutlinedDrawing,
  CheckOutlined as CheckOutlinedDrawing,
  CloseOutlined as CloseOutlinedDrawing,
  DeleteOutlined as DeleteOutlinedDrawing,
  DownOutlined as DownOutlinedDrawing,
  EditOutlined as EditOutlinedDrawing,
  EllipsisOutlined as EllipsisOutlinedDrawing,
  EyeInvisibleOutlined as EyeInvisibleOutlinedDrawing,
  EyeOutlined as EyeOutlinedDrawing,
  FilterOutlined as FilterOutlinedDrawing,
  FireFilled as FireFilledDrawing,
  GlobalOutlined as GlobalOutlinedDrawing,
  HolderOutlined as HolderOutlinedDrawing,
  InboxOutlined as InboxOutlinedDrawing,
  LogoutOutlined as LogoutOutlinedDrawing,
  MenuFoldOutlined as MenuFoldOutlinedDrawing,
  MenuOutlined as MenuOutlinedDrawing,
  MenuUnfoldOutlined as MenuUnfoldOutlinedDrawing,
  PlusOutlined as PlusOutlinedDrawing,
  ReloadOutlined as ReloadOutlinedDrawing,
  RightOutlined as RightOutlinedDrawing,
  SaveOutlined as SaveOutlinedDrawing,
  SearchOutlined as SearchOutlinedDrawing,
  SettingOutlined as SettingOutlinedDrawing,
  StarFilled as StarFilledDrawing,
  StarOutlined as StarOutlinedDrawing,
  TableOutlined as TableOutlinedDrawing,
  ToolOutlined as ToolOutlinedDrawing,
} from '@ant-design/icons';
import type { ComponentProps, ComponentType } from 'react';

type IconProps = ComponentProps<typeof EditOutlinedDrawing>;

/** An icon beside words that say the same: the library would read its file name out before them. */
export function decorative(Drawing: ComponentType<IconProps>): ComponentType<IconProps> {
  return function Decoration(props) {
    return <Drawing aria-hidden {...props} />;
  };
}

export const BulbOutlined = decorative(BulbOutlinedDrawing);
export const DeleteOutlined = decorative(DeleteOutlinedDrawing);
export const EditOutlined = decorative(EditOutlinedDrawing);
export const EllipsisOutlined = decorative(EllipsisOutlinedDrawing);
export const EyeInvisibleOutlined = decorative(EyeInvisibleOutlinedDrawing);
export const EyeOutlined = decorative(EyeOutlinedDrawing);
export const FilterOutlined = decorative(FilterOutlinedDrawing);
export const FireFilled = decorative(FireFilledDrawing);
export const GlobalOutlined = decorative(GlobalOutlinedDrawing);
export const InboxOutlined = decorative(InboxOutlinedDrawing);
export const LogoutOutlined = decorative(LogoutOutlinedDrawing);
export const MenuFoldOutlined = decorative(MenuFoldOutlinedDrawing);
export const MenuOutlined = decorative(MenuOutlinedDrawing);
export const MenuUnfoldOutlined = decorative(MenuUnfoldOutlinedDrawing);
export const PlusOutlined = decorative(PlusOutlinedDrawing);
export const ReloadOutlined = decorative(ReloadOutlinedDrawing);
export const SearchOutlined = decorative(SearchOutlinedDrawing);
export const SettingOutlined = decorative(SettingOutlinedDrawing);
export const ToolOutlined = decorative(ToolOutlinedDrawing);
export const CheckOutlined = decorative(CheckOutlinedDrawing);
export const CloseOutlined = decorative(CloseOutlinedDrawing);
export const DownOutlined = decorative(DownOutlinedDrawing);
export const HolderOutlined = decorative(HolderOutlinedDrawing);
export const RightOutlined = decorative(RightOutlinedDrawing);
export const SaveOutlined = decorative(SaveOutlinedDrawing);
export const StarFilled = decorative(StarFilledDrawing);
export const StarOutlined = decorative(StarOutlinedDrawing);
export const TableOutlined = decorative(TableOutlinedDrawing);
